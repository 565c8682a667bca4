//! How speakers are called where the file does not write a label.

use super::Role;

/// The name of a role where nobody's name is known.
pub(super) const fn plain(role: Role) -> &'static str {
    match role {
        Role::Interviewer => "Interviewer",
        Role::Guest => "Guest",
    }
}
