//! Where the reader came from: the list that `Ctrl-o` walks, and the place before the last jump.

/// Offsets in bytes, oldest first, and where in them the reader is.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    list: Vec<usize>,
    at: usize,
    before: Option<usize>,
}

/// Places remembered; older ones go.
const KEPT: usize = 100;

impl Jumps {
    /// Remembers where a jump began.
    pub fn leave(&mut self, place: usize) {
        self.before = Some(place);
        self.list.truncate(self.at);
        self.list.retain(|p| *p != place);
        self.list.push(place);
        if self.list.len() > KEPT {
            self.list.remove(0);
        }
        self.at = self.list.len();
    }

    /// The place before this one along the list; `now` is remembered so that forward leads back to it.
    pub fn back(&mut self, now: usize) -> Option<usize> {
        let to = self.at.checked_sub(1)?;
        if self.at == self.list.len() && self.list[to] != now {
            self.list.push(now);
        }
        self.at = to;
        Some(self.list[to])
    }

    /// The place after this one along the list.
    pub fn forward(&mut self) -> Option<usize> {
        let to = *self.list.get(self.at + 1)?;
        self.at += 1;
        Some(to)
    }

    /// The place before the last jump; `now` takes its turn.
    pub fn swap(&mut self, now: usize) -> Option<usize> {
        self.before.replace(now)
    }
}

#[cfg(test)]
mod tests {
    use super::Jumps;

    #[test]
    fn back_and_forward_walk_the_same_places() {
        let mut jumps = Jumps::default();
        assert_eq!(jumps.back(0), None);
        jumps.leave(10);
        jumps.leave(20);
        assert_eq!(jumps.back(30), Some(20));
        assert_eq!(jumps.back(20), Some(10));
        assert_eq!(jumps.back(10), None);
        assert_eq!(jumps.forward(), Some(20));
        assert_eq!(jumps.forward(), Some(30));
        assert_eq!(jumps.forward(), None);
    }

    #[test]
    fn the_place_before_the_last_jump_changes_with_this_one() {
        let mut jumps = Jumps::default();
        assert_eq!(jumps.swap(5), None);
        jumps.leave(7);
        assert_eq!(jumps.swap(50), Some(7));
        assert_eq!(jumps.swap(7), Some(50));
    }
}
