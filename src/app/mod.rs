//! The loop, effects, threads, clipboard and subcommands.

pub mod process;
pub mod terminal;

/// Runs the program and gives its exit code.
#[must_use]
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
