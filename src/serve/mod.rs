//! A playground on this machine: Python on the left, its Rust on the right as you type, both run side by side.
//!
//! In: a listener on loopback and a [`Playground`]. Out: a small web application. It answers its own page only ([`guard`]); what it
//! runs has little time, memory, output, processes and files, and few run at a time.

mod answer;
mod guard;
mod pages;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use std::{io, thread};

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use tokio::sync::Semaphore;

use crate::build::{BuildError, Builder, Silent};
use crate::verify::{self, Limits, Python};

use answer::{RunRequest, TranslateRequest};

/// A program that is longer is refused.
const MAX_BYTES: usize = 256 << 10;
/// So many requests may wait for their turn, for each that runs.
const MAX_WAITING: usize = 8;

/// Something to begin with.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Example {
    /// What it is called in the list.
    pub title: String,
    /// The Python.
    pub program: String,
}

/// What the playground needs to answer.
pub struct Playground {
    builder: Builder<'static>,
    python: Python,
    limits: Limits,
    examples: Vec<Example>,
    /// Translating waits for translating only: what somebody types goes before long runs.
    translations: Turns,
    runs: Turns,
}

/// Who may work, and who may wait for that.
struct Turns {
    /// A place for each request that is worked on.
    working: Semaphore,
    /// A place for each of those and each that waits.
    queue: Semaphore,
}

impl Turns {
    fn new() -> Self {
        let n_turns = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            working: Semaphore::new(n_turns),
            queue: Semaphore::new(n_turns * MAX_WAITING),
        }
    }
}

impl Playground {
    /// One that keeps what it compiles where all of Adder does. `own` come before the examples that Adder brings along.
    ///
    /// # Errors
    /// If the folder for what is compiled cannot be used.
    pub fn new(python: Python, limits: Limits, own: Vec<Example>) -> Result<Self, BuildError> {
        Ok(Self::over(Builder::new(&Silent)?, python, limits, own))
    }

    /// The same over a builder.
    pub fn over(
        builder: Builder<'static>,
        python: Python,
        limits: Limits,
        own: Vec<Example>,
    ) -> Self {
        let mut examples = own;
        examples.extend(pages::examples());
        Self {
            builder,
            python,
            limits,
            examples,
            translations: Turns::new(),
            runs: Turns::new(),
        }
    }
}

/// Limits for programs that somebody tries out: 5 seconds, 1 GB, 1 MB of output, few processes and files.
pub fn limits() -> Limits {
    Limits {
        time: Duration::from_secs(5),
        memory: 1 << 30,
        output: 1 << 20,
        processes: Some(16),
        files: Some(64),
    }
}

/// Takes a port on loopback; 0 takes any that is free.
///
/// # Errors
/// If it is taken.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers until the user interrupts.
///
/// # Errors
/// If the listener fails.
pub fn serve(listener: TcpListener, playground: Playground) -> io::Result<()> {
    let port = listener.local_addr()?.port();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let playground = Arc::new(playground);
    let warmed = Arc::clone(&playground);
    runtime.spawn_blocking(move || answer::warm_up(&warmed.builder));
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router(playground, port))
            .with_graceful_shutdown(interrupted())
            .await
    })
}

/// Waits for Ctrl-C, which has ended the programs by then.
async fn interrupted() {
    while !verify::is_interrupted() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn router(playground: Arc<Playground>, port: u16) -> Router {
    Router::new()
        .route("/", get(pages::page))
        .route("/style.css", get(pages::style))
        .route("/main.js", get(pages::script))
        .route("/examples", get(examples))
        .route("/explain/{code}", get(pages::explanation))
        .route("/translate", post(translate))
        .route("/run", post(run))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
        .layer(middleware::from_fn(move |request, next| {
            guard::guard(port, request, next)
        }))
        .with_state(playground)
}

async fn examples(State(playground): State<Arc<Playground>>) -> Json<Vec<Example>> {
    Json(playground.examples.clone())
}

async fn translate(
    State(playground): State<Arc<Playground>>,
    Json(request): Json<TranslateRequest>,
) -> Response {
    in_turn(
        playground,
        |playground| &playground.translations,
        move |_| answer::translate(&request),
    )
    .await
}

async fn run(
    State(playground): State<Arc<Playground>>,
    Json(request): Json<RunRequest>,
) -> Response {
    in_turn(
        playground,
        |playground| &playground.runs,
        move |playground| {
            answer::run(
                &request,
                &playground.builder,
                &playground.python,
                &playground.limits,
            )
        },
    )
    .await
}

/// Works away from the threads that answer, when it is its turn; a full queue is told at once.
async fn in_turn<T: serde::Serialize + Send + 'static>(
    playground: Arc<Playground>,
    turns: impl Fn(&Playground) -> &Turns,
    work: impl FnOnce(&Playground) -> T + Send + 'static,
) -> Response {
    let turns = turns(&playground);
    let Ok(_place) = turns.queue.try_acquire() else {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            "too many are waiting: try again",
        )
            .into_response();
    };
    let Ok(_turn) = turns.working.acquire().await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let worker = Arc::clone(&playground);
    match tokio::task::spawn_blocking(move || work(&worker)).await {
        Ok(answer) => Json(answer).into_response(),
        Err(_) => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "this is a bug in Adder, please report it with the program",
        )
            .into_response(),
    }
}
