//! The file system as the store needs it, in ten operations, so that a test can stand in its place and crash anywhere.
