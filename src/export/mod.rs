//! The same, for other programs: values in, text out. It writes no file.
