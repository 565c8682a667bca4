//! What the letters of each list do, as its foot says it: the commands people need there most, by name.

use crate::session::action::{Listing, Marked};

/// The commands whose keys the foot of a list names.
pub(super) const fn hints(listing: Listing) -> &'static [&'static str] {
    match listing {
        Listing::Marks(Marked::ToCheck) => &["accept", "confirm", "attach", "filter", "delete-chosen", "escape"],
        Listing::Marks(_) => &[
            "accept",
            "filter",
            "sort",
            "recolour",
            "tag-chosen",
            "delete-chosen",
            "export",
            "escape",
        ],
        Listing::Gathered(_) => &["accept", "filter", "export", "escape"],
        Listing::Everywhere => &[
            "accept",
            "filter",
            "concordance",
            "colour-shown",
            "tag-shown",
            "export",
            "escape",
        ],
        Listing::Speakers => &[
            "accept",
            "rename-speaker",
            "merge-speaker",
            "change-side",
            "change-role",
            "undo-in-list",
            "escape",
        ],
        Listing::Help => &["filter", "escape"],
        Listing::Concordance { .. } => &["accept", "filter", "sort", "escape"],
        Listing::Hits => &["accept", "filter", "concordance", "escape"],
        _ => &["accept", "filter", "escape"],
    }
}
