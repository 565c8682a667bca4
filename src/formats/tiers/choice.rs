//! Which tiers are speech, and whose.
//!
//! Tiers of one person are told by the file, by their names, or by being filled at the same times; of these the one with the
//! longest labels in words holds the sentences.

use std::collections::HashMap;

use super::layers::{Layer, of_name};
use super::{Span, Tier, is_silence};
use crate::formats::lines::is_blank;

/// Two tiers that are filled together for so much of their time are layers of one another: people do not talk like that.
const LAYERED: f64 = 0.8;
/// Below that they are stretches of one person's speech on two tiers.
const APART: f64 = 0.2;
/// So many labels a tier has before its times say anything.
const TELLING_LABELS: usize = 4;
/// A tier that others depend on is kept unless another has so many times its words in a label.
const FULLER: f64 = 1.5;
/// How many labels of a tier of names are looked at for one label of speech.
const NAMES_SEEN: usize = 200;
/// How many tiers depend on one another in a row at most.
const DEPENDENCIES: usize = 16;

/// What is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    pub(super) read: Vec<Read>,
    /// A tier whose labels say who speaks.
    pub(super) names: Option<usize>,
}

/// A tier that is read and who speaks on it; nobody in particular where the name is empty.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) tier: usize,
    pub(super) speaker: String,
}

impl Choice {
    /// Who speaks during a span by the tier of names.
    pub(super) fn speaker_at<'t>(&self, tiers: &'t [Tier], span: &Span) -> Option<&'t str> {
        let names = &tiers.get(self.names?)?.labels;
        let (from, to) = (span.from?, span.to?);
        // Names stand in the order of time; the first that may reach into the span is near.
        let first = names.partition_point(|name| name.to.is_some_and(|end| end <= from));
        let reach = |name: &&Span| Some(name.to?.min(to).millis().saturating_sub(name.from?.max(from).millis()));
        names[first..]
            .iter()
            .take(NAMES_SEEN)
            .take_while(|name| name.from.is_some_and(|begin| begin < to))
            .filter(|name| !is_blank(&name.text) && !is_silence(&name.text))
            .max_by_key(reach)
            .map(|name| name.text.as_str())
    }
}

/// What is known of a tier.
struct Known {
    layer: Option<Layer>,
    owner: String,
    labels: usize,
    /// Words in a label.
    words: f64,
    /// Letters in a label.
    letters: f64,
}

impl Known {
    fn of(tier: &Tier) -> Self {
        let (layer, owner) = of_name(&tier.name);
        let said = tier
            .labels
            .iter()
            .filter(|span| !is_blank(&span.text) && !is_silence(&span.text));
        let (mut labels, mut words, mut letters) = (0, 0, 0);
        for span in said {
            labels += 1;
            letters += span.text.chars().filter(|c| c.is_alphabetic()).count();
            words += span
                .text
                .split_whitespace()
                .filter(|word| word.contains(char::is_alphabetic))
                .count();
        }
        #[expect(clippy::cast_precision_loss, reason = "the mean of some words is no exact thing")]
        let mean = |all: usize| all as f64 / (labels.max(1) as f64);
        let layer = if tier.is_aside || words == 0 {
            Some(Layer::Aside)
        } else {
            layer
        };
        Self {
            layer,
            owner,
            labels,
            words: mean(words),
            letters: mean(letters),
        }
    }

    fn is_speech(&self) -> bool {
        matches!(self.layer, None | Some(Layer::Sentences))
    }
}

/// Chooses the tiers to be read.
pub(super) fn choose(tiers: &[Tier]) -> Choice {
    let known: Vec<Known> = tiers.iter().map(Known::of).collect();
    let filled = |at: &usize| known[*at].labels > 0;
    let names = (0..tiers.len())
        .filter(filled)
        .find(|at| known[*at].layer == Some(Layer::Names));
    let mut groups: Vec<Group> = Vec::new();
    let mut by_owner: HashMap<String, usize> = HashMap::new();
    for at in (0..tiers.len()).filter(filled).filter(|at| Some(*at) != names) {
        let owner = owner(tiers, &known, at);
        let group = *by_owner.entry(owner.clone()).or_insert_with(|| {
            groups.push(Group {
                owner,
                tiers: Vec::new(),
            });
            groups.len() - 1
        });
        groups[group].tiers.push(at);
    }
    join_layers(tiers, &known, &mut groups);
    let best: Vec<(Layer, Vec<usize>)> = groups.iter().map(|group| group.best(tiers, &known)).collect();
    let Some(first) = best.iter().map(|(layer, _)| *layer).min() else {
        return Choice::default();
    };
    let spoken = groups.into_iter().zip(best).filter(|(_, (layer, _))| *layer == first);
    let read = spoken.flat_map(|(group, (_, chosen))| {
        chosen.into_iter().map(move |tier| {
            let speaker = if group.owner.is_empty() {
                &tiers[tier].name
            } else {
                &group.owner
            };
            Read {
                tier,
                speaker: speaker.trim().to_owned(),
            }
        })
    });
    Choice {
        read: read.collect(),
        names,
    }
}

/// Whose a tier is: by the file, by its name, or by the tier it depends on.
fn owner(tiers: &[Tier], known: &[Known], at: usize) -> String {
    let said = |at: usize| {
        tiers[at]
            .speaker
            .as_deref()
            .map(str::trim)
            .filter(|speaker| !speaker.is_empty())
    };
    let mut top = at;
    // Dependencies may run in a circle in a file that is broken.
    for _ in 0..DEPENDENCIES {
        let Some(parent) = tiers[top].parent.filter(|parent| *parent < tiers.len()) else {
            break;
        };
        top = parent;
    }
    if let Some(speaker) = said(top).or_else(|| said(at)) {
        return speaker.to_owned();
    }
    let names = [top, at].map(|at| &known[at]);
    let owner = names.iter().find(|known| !known.owner.is_empty());
    match owner {
        Some(known) if known.layer.is_some() => known.owner.clone(),
        Some(_) => tiers[top].name.trim().to_owned(),
        None => String::new(),
    }
}

/// The tiers of one person.
struct Group {
    owner: String,
    tiers: Vec<usize>,
}

impl Group {
    /// The tiers that hold this person's sentences, and what they hold at best.
    fn best(&self, tiers: &[Tier], known: &[Known]) -> (Layer, Vec<usize>) {
        let speechless = |at: usize| known[at].layer.filter(|_| !known[at].is_speech());
        let rank = |at: usize| speechless(at).unwrap_or(Layer::Sentences);
        let Some(layer) = self.tiers.iter().map(|at| rank(*at)).min() else {
            return (Layer::Aside, Vec::new());
        };
        let among = || self.tiers.iter().copied().filter(|at| rank(*at) == layer);
        let Some(mut best) = among().next() else {
            return (layer, Vec::new());
        };
        for at in among() {
            // Of finer layers that with the longest labels holds the words.
            let fuller = if layer == Layer::Sentences {
                known[at].words > known[best].words * FULLER
            } else {
                known[at].letters > known[best].letters
            };
            if fuller {
                best = at;
            }
        }
        let also = |at: &usize| {
            *at != best
                && layer == Layer::Sentences
                && tiers[*at].parent.is_none()
                && known[*at].words >= 2.0
                && shared(&tiers[*at], &tiers[best]).0 < APART
        };
        let mut chosen: Vec<usize> = among().filter(also).collect();
        chosen.push(best);
        chosen.sort_unstable();
        (layer, chosen)
    }
}

/// Makes one group of tiers that nothing but their times shows to be layers of one another.
fn join_layers(tiers: &[Tier], known: &[Known], groups: &mut Vec<Group>) {
    let open = |group: &Group| {
        matches!(group.tiers[..], [at] if tiers[at].speaker.is_none()
            && known[at].layer.is_none()
            && known[at].labels >= TELLING_LABELS)
    };
    // Every pair is compared; nobody has so many tiers.
    if groups.iter().filter(|group| open(group)).count() > 40 {
        return;
    }
    let mut at = 0;
    while at < groups.len() {
        let (before, rest) = groups.split_at_mut(at);
        let group = &mut rest[0];
        let same = before.iter_mut().find(|earlier| {
            open(group)
                && earlier.tiers.iter().any(|tier| {
                    tiers[*tier].speaker.is_none()
                        && known[*tier].layer.is_none()
                        && known[*tier].labels >= TELLING_LABELS
                        && shared(&tiers[*tier], &tiers[group.tiers[0]]).1 >= LAYERED
                })
        });
        match same {
            Some(earlier) => {
                earlier.tiers.append(&mut group.tiers);
                groups.remove(at);
            }
            None => at += 1,
        }
    }
}

/// How much of the time of the less and of the more filled of two tiers the other is filled too, 0 to 1.
fn shared(a: &Tier, b: &Tier) -> (f64, f64) {
    let (a, b) = (stretches(a), stretches(b));
    let length = |all: &[(u32, u32)]| all.iter().map(|(from, to)| u64::from(to - from)).sum::<u64>();
    let (mut common, mut at) = (0, 0);
    for (from, to) in &a {
        while b.get(at).is_some_and(|(_, end)| end <= from) {
            at += 1;
        }
        let mut next = at;
        while let Some((begin, end)) = b.get(next).filter(|(begin, _)| begin < to) {
            common += u64::from(end.min(to) - begin.max(from));
            next += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of milliseconds")]
    let share = |whole: u64| common as f64 / whole.max(1) as f64;
    (share(length(&a).min(length(&b))), share(length(&a).max(length(&b))))
}

/// When a tier is filled, in milliseconds, without overlaps.
fn stretches(tier: &Tier) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> = tier
        .labels
        .iter()
        .filter(|span| !is_blank(&span.text) && !is_silence(&span.text))
        .filter_map(|span| Some((span.from?.millis(), span.to?.millis())))
        .filter(|(from, to)| from < to)
        .collect();
    all.sort_unstable();
    let mut end = 0;
    for stretch in &mut all {
        stretch.0 = stretch.0.max(end);
        end = end.max(stretch.1);
    }
    all.retain(|(from, to)| from < to);
    all
}
