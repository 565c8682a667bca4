//! ELAN: tiers of annotations that refer to time slots or to one another.

use std::borrow::Cow;
use std::collections::HashMap;

use super::tiers::{Span, Tier, gather};
use super::xml::{Element, Listener, is_rooted, tell};
use super::{Parsed, Part, Refusal, Source};
use crate::transcript::Time;

/// The root element `ANNOTATION_DOCUMENT`.
pub fn sniff(source: &Source<'_>) -> Option<&'static str> {
    is_rooted(source.text, &["ANNOTATION_DOCUMENT"]).then_some("the root element ANNOTATION_DOCUMENT")
}

/// Reads an annotation document.
///
/// # Errors
///
/// For a head: its tiers lie one behind the other, so that the whole is needed for any page.
pub fn read(source: &Source<'_>) -> Result<Parsed, Refusal> {
    if source.part == Part::Head {
        return Err(Refusal::because("an annotation document is read as a whole"));
    }
    let mut reader = Reader::default();
    let damage = tell(source.text, &mut reader);
    let mut parsed = gather(*source, &reader.tiers());
    parsed.remarks.extend(damage);
    Ok(parsed)
}

/// A moment that annotations begin and end at.
#[derive(Clone, Copy, Debug)]
struct Slot {
    time: Option<Time>,
    order: u64,
}

/// An annotation as it stands.
#[derive(Debug, Default)]
struct Annotation {
    id: String,
    /// Its time slots, or the annotation whose times it has.
    slots: (Option<Slot>, Option<Slot>),
    of: Option<String>,
    text: String,
    line: usize,
    last_line: usize,
}

/// A tier as it stands.
#[derive(Debug, Default)]
struct Row {
    id: String,
    parent: Option<String>,
    participant: Option<String>,
    annotations: Vec<Annotation>,
}

/// Where the reading stands.
#[derive(Debug, Default)]
struct Reader {
    slots: HashMap<String, Slot>,
    /// The time of the last slot that has one: slots without stand in order behind it.
    last: u64,
    rows: Vec<Row>,
    in_value: bool,
}

impl Listener for Reader {
    fn open(&mut self, element: &Element<'_>) {
        let attribute = |name| element.attribute(name).map(Cow::into_owned);
        match element.name {
            "TIME_SLOT" => {
                let millis = attribute("TIME_VALUE").and_then(|value| value.trim().parse().ok());
                self.last = millis.unwrap_or(self.last);
                let slot = Slot {
                    time: millis.map(Time::from_millis),
                    order: self.last,
                };
                self.slots.insert(attribute("TIME_SLOT_ID").unwrap_or_default(), slot);
            }
            "TIER" => self.rows.push(Row {
                id: attribute("TIER_ID").unwrap_or_default(),
                parent: attribute("PARENT_REF"),
                participant: attribute("PARTICIPANT"),
                annotations: Vec::new(),
            }),
            "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => {
                let slot = |name| self.slots.get(&attribute(name)?).copied();
                let annotation = Annotation {
                    id: attribute("ANNOTATION_ID").unwrap_or_default(),
                    slots: (slot("TIME_SLOT_REF1"), slot("TIME_SLOT_REF2")),
                    of: attribute("ANNOTATION_REF"),
                    line: element.line,
                    ..Annotation::default()
                };
                if let Some(row) = self.rows.last_mut() {
                    row.annotations.push(annotation);
                }
            }
            "ANNOTATION_VALUE" => self.in_value = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_value
            && let Some(annotation) = self.annotation()
        {
            annotation.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str, line: usize) {
        match name {
            "ANNOTATION_VALUE" => self.in_value = false,
            "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => {
                if let Some(annotation) = self.annotation() {
                    annotation.last_line = line;
                }
            }
            _ => {}
        }
    }
}

impl Reader {
    fn annotation(&mut self) -> Option<&mut Annotation> {
        self.rows.last_mut()?.annotations.last_mut()
    }

    /// The tiers, with the times of every annotation that refers to another taken from that.
    fn tiers(self) -> Vec<Tier> {
        let numbers: HashMap<String, usize> = self
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| (row.id.clone(), at))
            .collect();
        // References lead to tiers further up, so that one walk from the top settles nearly all; files need not be in order.
        let mut slots: HashMap<&str, (Option<Slot>, Option<Slot>)> = HashMap::new();
        for _ in 0..REFERENCES {
            let before = slots.len();
            for annotation in self.rows.iter().flat_map(|row| &row.annotations) {
                let own = match &annotation.of {
                    Some(of) => slots.get(of.as_str()).copied(),
                    None => Some(annotation.slots),
                };
                if let Some(own) = own {
                    slots.insert(&annotation.id, own);
                }
            }
            if slots.len() == before {
                break;
            }
        }
        let tier = |row: &Row| Tier {
            name: row.id.clone(),
            speaker: row.participant.clone(),
            parent: row.parent.as_ref().and_then(|parent| numbers.get(parent)).copied(),
            is_aside: false,
            labels: row
                .annotations
                .iter()
                .map(|annotation| {
                    let (from, to) = slots.get(annotation.id.as_str()).copied().unwrap_or((None, None));
                    Span {
                        text: annotation.text.clone(),
                        from: from.and_then(|slot| slot.time),
                        to: to.and_then(|slot| slot.time),
                        order: from.map_or(0, |slot| slot.order),
                        line: annotation.line,
                        last_line: annotation.last_line,
                        pieces: 1,
                    }
                })
                .collect(),
        };
        self.rows.iter().map(tier).collect()
    }
}

/// How many tiers refer to one another in a row at most.
const REFERENCES: usize = 16;
