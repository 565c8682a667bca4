//! Codepages and character sets by the numbers that RTF gives them.

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

/// Character sets of fonts; 0 and 1 are those of the document.
const CHARSETS: &[(i32, &Encoding)] = &[
    (77, MACINTOSH),
    (128, SHIFT_JIS),
    (129, EUC_KR),
    (134, GBK),
    (136, BIG5),
    (161, WINDOWS_1253),
    (162, WINDOWS_1254),
    (163, WINDOWS_1258),
    (177, WINDOWS_1255),
    (178, WINDOWS_1256),
    (186, WINDOWS_1257),
    (204, WINDOWS_1251),
    (222, WINDOWS_874),
    (238, WINDOWS_1250),
];

/// Codepages by number.
const CODEPAGES: &[(i32, &Encoding)] = &[
    (866, IBM866),
    (874, WINDOWS_874),
    (932, SHIFT_JIS),
    (936, GBK),
    (949, EUC_KR),
    (950, BIG5),
    (1250, WINDOWS_1250),
    (1251, WINDOWS_1251),
    (1252, WINDOWS_1252),
    (1253, WINDOWS_1253),
    (1254, WINDOWS_1254),
    (1255, WINDOWS_1255),
    (1256, WINDOWS_1256),
    (1257, WINDOWS_1257),
    (1258, WINDOWS_1258),
    (10000, MACINTOSH),
    (65001, UTF_8),
];

/// The encoding of a font's character set, `usual` where it has that of the document.
#[must_use]
pub fn by_charset(number: i32, usual: &'static Encoding) -> Option<&'static Encoding> {
    let known = CHARSETS.iter().find(|(charset, _)| *charset == number);
    Some(known.map_or(usual, |(_, encoding)| encoding))
}

/// The encoding of a codepage.
#[must_use]
pub fn by_number(number: i32) -> Option<&'static Encoding> {
    CODEPAGES
        .iter()
        .find(|(codepage, _)| *codepage == number)
        .map(|(_, encoding)| *encoding)
}
