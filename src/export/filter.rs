//! Which quotes are taken: by sort, tag, colour, speaker, role and how well they were found. What is not asked for keeps nothing out.

use super::quote::Quote;
use crate::marks::{Colour, MarkKind};
use crate::turns::Role;

/// A sort of mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Bookmarks, those with a letter too.
    Bookmark,
    /// Highlights.
    Highlight,
    /// Any mark with a note.
    Note,
}

/// What is asked for; several of one thing are alternatives, several things must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Sorts of marks.
    pub sorts: Vec<Sort>,
    /// Tags, with all below them: `family` takes `family/home` in.
    pub tags: Vec<String>,
    /// Colours.
    pub colours: Vec<Colour>,
    /// Names, or the beginnings of their words.
    pub speakers: Vec<String>,
    /// Roles.
    pub roles: Vec<Role>,
    /// How well the words were found, in a word.
    pub statuses: Vec<String>,
}

impl Filter {
    /// Whether a quote is taken.
    #[must_use]
    pub fn keeps(&self, quote: &Quote) -> bool {
        let any = |none: bool, some: bool| none || some;
        any(self.sorts.is_empty(), self.sorts.iter().any(|sort| is_of(quote, *sort)))
            && any(self.tags.is_empty(), self.tags.iter().any(|tag| is_tagged(quote, tag)))
            && any(
                self.colours.is_empty(),
                quote.colour().is_some_and(|colour| self.colours.contains(&colour)),
            )
            && any(
                self.speakers.is_empty(),
                self.speakers.iter().any(|name| is_said_by(quote, name)),
            )
            && any(
                self.roles.is_empty(),
                quote
                    .pieces
                    .iter()
                    .any(|piece| piece.role.is_some_and(|role| self.roles.contains(&role))),
            )
            && any(
                self.statuses.is_empty(),
                self.statuses.iter().any(|status| status == quote.status_word()),
            )
    }
}

fn is_of(quote: &Quote, sort: Sort) -> bool {
    match (sort, quote.kind) {
        (Sort::Note, _) => !quote.note.is_empty(),
        (Sort::Bookmark, MarkKind::Bookmark { .. }) | (Sort::Highlight, MarkKind::Highlight { .. }) => true,
        _ => false,
    }
}

fn is_tagged(quote: &Quote, wanted: &str) -> bool {
    let wanted = wanted.trim_start_matches('#').to_lowercase();
    quote.tags.iter().any(|tag| {
        let tag = tag.to_lowercase();
        tag == wanted || tag.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('/'))
    })
}

fn is_said_by(quote: &Quote, wanted: &str) -> bool {
    let wanted = wanted.to_lowercase();
    quote.pieces.iter().any(|piece| {
        let name = piece.speaker.to_lowercase();
        name == wanted || name.split_whitespace().any(|word| word.starts_with(&wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::{Filter, Sort};
    use crate::export::quote::{Piece, Quote};
    use crate::export::quotes::tests::{TALK, Talk, YELLOW};
    use crate::marks::Colour;
    use crate::turns::Role;

    fn quote() -> Quote {
        let talk = Talk::new(TALK, &[(YELLOW, "feeds itself", "about #Food/own")]);
        let quote = talk.extract().quotes.remove(0);
        Quote {
            pieces: vec![Piece {
                speaker: "Ida Falk".to_owned(),
                role: Some(Role::Guest),
                ..Piece::default()
            }],
            ..quote
        }
    }

    #[test]
    fn alternatives_of_one_thing_and_all_things_together() {
        let tags = |tags: &[&str]| Filter {
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Filter::default()
        };
        let speakers = |name: &str| Filter {
            speakers: vec![name.to_owned()],
            ..Filter::default()
        };
        let both = Filter {
            sorts: vec![Sort::Note],
            colours: vec![Colour::ALL[1]],
            ..Filter::default()
        };
        for (filter, kept) in [
            (Filter::default(), true),
            (tags(&["#food"]), true),
            (tags(&["foo"]), false),
            (tags(&["foo", "FOOD/own"]), true),
            (speakers("falk"), true),
            (speakers("alk"), false),
            (both.clone(), false),
            (
                Filter {
                    colours: vec![Colour::ALL[1], Colour::ALL[0]],
                    ..both
                },
                true,
            ),
            (
                Filter {
                    roles: vec![Role::Interviewer],
                    ..Filter::default()
                },
                false,
            ),
            (
                Filter {
                    statuses: vec!["orphan".to_owned()],
                    ..Filter::default()
                },
                false,
            ),
        ] {
            assert_eq!(filter.keeps(&quote()), kept, "{filter:?}");
        }
    }
}
