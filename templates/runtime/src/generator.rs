//! Generators: an `async` block is the state machine, and yielding is waiting for somebody to ask for the next item.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use crate::iterator::NextValue;
use crate::{Exception, ExceptionClass, Iter, Value, or_raise};

/// What the body of a generator yields through.
pub struct Co<Y>(Rc<Channel<Y>>);

struct Channel<Y> {
    yielded: RefCell<Option<Y>>,
    /// What the last `yield` gives: the value sent, or the exception thrown.
    answer: RefCell<Result<Value, Exception>>,
}

impl<Y> Co<Y> {
    /// `yield item` as a statement.
    pub async fn yield_(&self, item: Y) {
        or_raise(self.exchange(item).await.map(drop));
    }

    /// `yield item` as an expression: the value that is sent in, or the exception that is thrown in.
    pub async fn exchange(&self, item: Y) -> Result<Value, Exception> {
        *self.0.yielded.borrow_mut() = Some(item);
        Suspended { channel: &self.0 }.await;
        self.0.answer.replace(Ok(Value::None))
    }
}

/// Waits until the yielded item has been taken.
struct Suspended<'a, Y> {
    channel: &'a Channel<Y>,
}

impl<Y> Future for Suspended<'_, Y> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.channel.yielded.borrow().is_some() {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    }
}

type Body = Pin<Box<dyn Future<Output = Result<Value, Exception>>>>;

/// A generator. As a Rust iterator it ends the program on an exception; [`Generator::try_resume`] hands it on.
///
/// ```
/// use adder_runtime::Generator;
///
/// let squares = Generator::new(|co| async move {
///     for n in 0..3 {
///         co.yield_(n * n).await;
///     }
/// });
/// assert_eq!(squares.collect::<Vec<i64>>(), [0, 1, 4]);
/// ```
pub struct Generator<Y> {
    channel: Rc<Channel<Y>>,
    /// The rest of the body; `None` once it has ended.
    body: Option<Body>,
    is_started: bool,
    returned: Value,
}

impl<Y: 'static> Generator<Y> {
    /// A generator whose body neither raises nor returns a value.
    pub fn new<F: Future<Output = ()> + 'static>(body: impl FnOnce(Co<Y>) -> F) -> Self {
        Self::fallible(|co| {
            let body = body(co);
            async move {
                body.await;
                Ok(Value::None)
            }
        })
    }

    /// A generator whose body may raise, and returns the value that `StopIteration` carries.
    pub fn fallible<F: Future<Output = Result<Value, Exception>> + 'static>(
        body: impl FnOnce(Co<Y>) -> F,
    ) -> Self {
        let channel = Rc::new(Channel {
            yielded: RefCell::new(None),
            answer: RefCell::new(Ok(Value::None)),
        });
        let body: Body = Box::pin(body(Co(Rc::clone(&channel))));
        Self {
            channel,
            body: Some(body),
            is_started: false,
            returned: Value::None,
        }
    }

    /// Runs the body to its next `yield`, which gives `answer` to the one before.
    pub fn try_resume(&mut self, answer: Result<Value, Exception>) -> Result<Option<Y>, Exception> {
        let Some(body) = &mut self.body else {
            return answer.map(|_| None);
        };
        match (self.is_started, answer) {
            (false, Err(exc)) => {
                self.body = None;
                return Err(exc);
            }
            (false | true, Ok(Value::None)) => {}
            (false, Ok(_)) => {
                return Err(Exception::type_error(
                    "can't send non-None value to a just-started generator",
                ));
            }
            (true, answer) => *self.channel.answer.borrow_mut() = answer,
        }
        self.is_started = true;
        match body.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Pending => Ok(self.channel.yielded.borrow_mut().take()),
            Poll::Ready(result) => {
                self.body = None;
                match result {
                    Ok(value) => {
                        self.returned = value;
                        Ok(None)
                    }
                    Err(exc) if exc.is_instance(ExceptionClass::STOP_ITERATION) => {
                        Err(Exception::runtime_error("generator raised StopIteration")
                            .from_cause(Some(exc)))
                    }
                    Err(exc) => Err(exc),
                }
            }
        }
    }

    /// `generator.close()`.
    pub fn try_close(&mut self) -> Result<(), Exception> {
        if !self.is_started {
            self.body = None;
        }
        if self.body.is_none() {
            return Ok(());
        }
        match self.try_resume(Err(Exception::new(
            ExceptionClass::GENERATOR_EXIT,
            Vec::new(),
        ))) {
            Ok(Some(_)) => Err(Exception::runtime_error("generator ignored GeneratorExit")),
            Ok(None) => Ok(()),
            Err(exc) if exc.is_instance(ExceptionClass::GENERATOR_EXIT) => Ok(()),
            Err(exc) => Err(exc),
        }
    }

    /// The value that the body returned, once it has ended.
    pub fn returned(&self) -> Value {
        self.returned.clone()
    }
}

impl<Y: 'static> Iterator for Generator<Y> {
    type Item = Y;

    #[inline]
    fn next(&mut self) -> Option<Y> {
        or_raise(self.try_resume(Ok(Value::None)))
    }
}

impl<Y: 'static> NextValue<Y> for Generator<Y> {
    fn try_next(&mut self) -> Result<Option<Y>, Exception> {
        self.try_resume(Ok(Value::None))
    }

    fn try_send(&mut self, value: Value) -> Option<Result<Option<Y>, Exception>> {
        Some(self.try_resume(Ok(value)))
    }

    fn try_throw(&mut self, exc: Exception) -> Option<Result<Option<Y>, Exception>> {
        Some(self.try_resume(Err(exc)))
    }

    fn try_close(&mut self) -> Option<Result<(), Exception>> {
        Some(Generator::try_close(self))
    }

    fn returned(&self) -> Value {
        self.returned.clone()
    }
}

impl Value {
    /// The generator object of a generator expression whose body may raise.
    pub fn try_generator<F: Future<Output = Result<(), Exception>> + 'static>(
        body: impl FnOnce(Co<Value>) -> F,
    ) -> Value {
        Value::Iterator(Iter::try_lazy(body))
    }

    /// The generator object of a generator expression with this body.
    pub fn generator<F: Future<Output = ()> + 'static>(body: impl FnOnce(Co<Value>) -> F) -> Value {
        Value::Iterator(Iter::lazy(body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Args, Show};

    #[test]
    fn values_are_sent_and_returned() {
        let averager = Generator::fallible(|co: Co<Value>| async move {
            let (mut total, mut count) = (Value::from(0), 0);
            loop {
                let sent = co.exchange(total.clone()).await?;
                if sent.is_none() {
                    return Ok(Value::from(count));
                }
                total = total.try_add(&sent)?;
                count += 1;
            }
        });
        let averager = Value::from(Iter::generator("averager", averager));
        let send = |value: Value| averager.try_call_method("send", Args::from([value]));
        assert_eq!(
            send(Value::None).map(|value| value.repr()).ok(),
            Some("0".to_owned())
        );
        assert_eq!(
            send(Value::from(5)).map(|value| value.repr()).ok(),
            Some("5".to_owned())
        );
        let end = send(Value::None).expect_err("the body has ended");
        assert_eq!(end.last_line(), "StopIteration: 1");
    }

    #[test]
    fn closing_ends_the_body() {
        let mut endless = Generator::new(|co| async move {
            loop {
                co.yield_(1_i64).await;
            }
        });
        assert!(Generator::try_close(&mut endless).is_ok());
        assert_eq!(endless.next(), None);
    }
}
