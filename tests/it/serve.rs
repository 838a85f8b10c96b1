//! The playground over HTTP: what it answers, what it refuses, and that programs cannot hold it up.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use adder::build::{Builder, Silent};
use adder::serve::{Playground, limits, listen, serve};
use adder::verify::{Limits, Python};
use serde_json::{Value, json};

/// Starts a playground on a free port; none without Python 3.11.
pub(crate) fn start() -> Option<u16> {
    let python = Python::find(None, None).ok().filter(Python::is_reference);
    let Some(python) = python else {
        eprintln!("no Python 3.11: the playground is not tried");
        return None;
    };
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache");
    let builder = Builder::in_folder(&cache, &Silent).expect("a builder");
    let limits = Limits {
        time: Duration::from_secs(2),
        ..limits()
    };
    let listener = listen(0).expect("a free port");
    let port = listener.local_addr().expect("it is bound").port();
    thread::spawn(move || {
        serve(
            listener,
            Playground::over(builder, python, limits, Vec::new()),
        )
    });
    Some(port)
}

/// The status and the body of an answer.
fn ask(port: u16, head: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let length = body.len();
    let request = format!("{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("UTF-8");
    let status = answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let body = answer.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    (status.expect("a status"), body.to_owned())
}

fn post(port: u16, path: &str, body: &Value) -> Value {
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nContent-Type: application/json"
    );
    let (status, answer) = ask(port, &head, &body.to_string());
    assert_eq!(status, 200, "{answer}");
    serde_json::from_str(&answer).expect("JSON")
}

#[test]
fn what_is_typed_is_translated_and_run() {
    let Some(port) = start() else { return };
    let (status, page) = ask(
        port,
        &format!("GET / HTTP/1.1\r\nHost: localhost:{port}"),
        "",
    );
    assert!(status == 200 && page.contains("<title>Adder playground</title>"));

    let answer = post(port, "/translate", &json!({"program": "x = 1\nprint(x)\n"}));
    let rust = answer["rust"].as_str().expect("it is translated");
    assert!(
        rust.contains("let x = 1;") || rust.contains("let x: i64 = 1;"),
        "{rust}"
    );
    assert_eq!(answer["line_map"][1], 1);

    let answer = post(port, "/translate", &json!({"program": "class A: pass\n"}));
    assert_eq!(answer["rust"], Value::Null);
    assert_eq!(answer["problems"][0]["line"], 1);

    let closure = "def f(n):\n    return lambda x: x + n\n\nprint(f(1)(2))\n";
    let answer = post(
        port,
        "/translate",
        &json!({"program": closure, "closures": "struct"}),
    );
    assert!(
        answer["rust"]
            .as_str()
            .expect("it is translated")
            .contains("struct ")
    );
    assert_eq!(answer["captures"][0]["variable"], "n");

    let body = json!({"program": "print(input() * 2)\n", "stdin": "ab\n"});
    let answer = post(port, "/run", &body);
    assert_eq!(answer["agreement"], "same", "{answer}");
    assert_eq!(answer["rust"]["stdout"], "abab\n");
}

#[test]
fn other_pages_are_refused() {
    let Some(port) = start() else { return };
    let post = format!("POST /run HTTP/1.1\r\nHost: 127.0.0.1:{port}");
    let body = r#"{"program": "print(1)"}"#;
    for extra in [
        "Content-Type: application/json\r\nOrigin: http://example.org",
        "Content-Type: application/json\r\nSec-Fetch-Site: cross-site",
        "Content-Type: text/plain",
    ] {
        assert_eq!(
            ask(port, &format!("{post}\r\n{extra}"), body).0,
            403,
            "{extra}"
        );
    }
    let rebound = format!("GET / HTTP/1.1\r\nHost: example.org:{port}");
    assert_eq!(ask(port, &rebound, "").0, 403);
    let long = json!({"program": "#".repeat(300 << 10)}).to_string();
    let head = format!("{post}\r\nContent-Type: application/json");
    assert_eq!(ask(port, &head, &long).0, 413);
}

#[test]
fn endless_programs_end_and_do_not_hold_up_others() {
    let Some(port) = start() else { return };
    let started = Instant::now();
    thread::scope(|scope| {
        let endless = [
            json!({"program": "while True:\n    pass\n"}),
            json!({"program": "while True:\n    print('again')\n"}),
        ];
        let runs = endless.map(|body| scope.spawn(move || post(port, "/run", &body)));
        // Typing goes on meanwhile, in other browsers too.
        for _ in 0..3 {
            let answer = post(port, "/translate", &json!({"program": "print(1)\n"}));
            assert!(answer["rust"].is_string());
        }
        let [time, output] = runs.map(|run| run.join().expect("it is answered"));
        assert_eq!(time["python"]["limit"], "ran out of time");
        assert_eq!(output["python"]["limit"], "printed more than is allowed");
    });
    assert!(started.elapsed() < Duration::from_secs(60));
}
