use super::*;
use crate::ui::event::{Code, Key, Modifiers};
use std::time::Duration;

fn page_down() -> Event {
    Event::Key(Key {
        code: Code::PageDown,
        modifiers: Modifiers::default(),
    })
}

#[test]
fn two_hundred_waiting_keys_are_taken_at_once() {
    let inbox = Inbox::new();
    let sender = inbox.sender();
    for _ in 0..200 {
        sender.send(Message::Terminal(vec![page_down()])).unwrap();
    }
    assert_eq!(inbox.take(None).len(), 200);
}

#[test]
fn of_many_sizes_only_the_last_is_told_and_keys_keep_their_order() {
    let inbox = Inbox::new();
    let sender = inbox.sender();
    for width in 1..=50 {
        sender.send(Message::Resize(width, 10)).unwrap();
        sender.send(Message::Signal(Signal::Continue)).unwrap();
    }
    sender.send(Message::Closed).unwrap();
    let messages = inbox.take(None);
    assert_eq!(messages.len(), 52);
    assert!(matches!(messages[49], Message::Resize(50, 10)));
    assert!(matches!(messages[51], Message::Closed));
}

#[test]
fn a_deadline_ends_the_waiting_and_nothing_else_does() {
    let inbox = Inbox::new();
    assert!(inbox.take(Some(Instant::now())).is_empty());
    let sender = inbox.sender();
    std::thread::spawn(move || {
        let _ = sender.send(Message::Closed);
    });
    assert_eq!(inbox.take(Some(Instant::now() + Duration::from_secs(60))).len(), 1);
}

#[test]
fn a_size_is_never_half_of_one_and_half_of_another() {
    let size = Size::new(65535, 1);
    assert_eq!(size.cells(), (65535, 1));
    let other = size.clone();
    other.set(0, 65535);
    assert_eq!(size.cells(), (0, 65535));
}
