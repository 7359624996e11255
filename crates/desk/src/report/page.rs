//! Text on pages: measured, broken into lines, and put where there is room.

use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};

/// US Letter, in points: that is what is put on file where MX's banks are.
pub(super) const WIDTH: f32 = 612.0;
pub(super) const HEIGHT: f32 = 792.0;
pub(super) const MARGIN: f32 = 54.0;
/// Nothing of the report itself is below this; the footer is.
pub(super) const BOTTOM: f32 = HEIGHT - 66.0;

/// How wide a label may be, and the space before what it names.
const LABEL: f32 = 128.0;
const GUTTER: f32 = 8.0;
/// What is there to be looked up, rather than read.
const SMALL: f32 = 8.0;

pub(super) const REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
pub(super) const BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");

/// One glyph: its number and how far it moves on, for a size of 1.
pub(super) type Placed = (u32, f32, std::ops::Range<usize>);

/// A face as it is measured.
pub(super) struct Face {
    font: FontRef<'static>,
}

impl Face {
    pub(super) fn new(data: &'static [u8]) -> Option<Self> {
        FontRef::new(data).ok().map(|font| Self { font })
    }

    /// The text with what the face can't draw spelled out: nothing is lost without a word.
    pub(super) fn drawable(&self, text: &str) -> String {
        let map = self.font.charmap();
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_control() {
                out.push(' ');
            } else if map.map(c).is_some() {
                out.push(c);
            } else {
                out.push_str(&format!("[U+{:04X}]", c as u32));
            }
        }
        out
    }

    pub(super) fn place(&self, text: &str) -> Vec<Placed> {
        let map = self.font.charmap();
        let metrics = self
            .font
            .glyph_metrics(Size::new(1.0), LocationRef::default());
        text.char_indices()
            .map(|(at, c)| {
                let glyph = map.map(c).unwrap_or_default();
                let advance = metrics.advance_width(glyph).unwrap_or_default();
                (glyph.to_u32(), advance, at..at + c.len_utf8())
            })
            .collect()
    }

    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let placed = self.place(text);
        placed.iter().map(|(_, advance, _)| advance * size).sum()
    }

    /// Lines of at most that width. A word that is longer than a line is broken.
    pub(super) fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in self.drawable(text).split_whitespace() {
            let joined = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if self.width(&joined, size) <= width {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for c in word.chars() {
                line.push(c);
                if self.width(&line, size) > width && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.push(c);
                }
            }
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// What a line of text is to a reader that can't see the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Heading,
    Text,
    /// Repeated on every page; said to nobody.
    Footer,
}

/// A shade of grey, or the colour of a warning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Black,
    Grey,
    Warning,
    White,
}

/// Something on a page.
pub(super) enum Mark {
    Text {
        x: f32,
        /// Of the baseline.
        y: f32,
        size: f32,
        bold: bool,
        ink: Ink,
        text: String,
        role: Role,
        /// Marks with the same number belong to one paragraph.
        paragraph: usize,
    },
    Bar {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        ink: Ink,
    },
}

/// Pages as they fill up.
pub(super) struct Pages {
    pub(super) regular: Face,
    pub(super) bold: Face,
    pub(super) done: Vec<Vec<Mark>>,
    /// Where the next line begins.
    y: f32,
    paragraphs: usize,
}

impl Pages {
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            regular: Face::new(REGULAR)?,
            bold: Face::new(BOLD)?,
            done: vec![Vec::new()],
            y: MARGIN,
            paragraphs: 0,
        })
    }

    pub(super) fn put(&mut self, mark: Mark) {
        if let Some(page) = self.done.last_mut() {
            page.push(mark);
        }
    }

    /// A new page, unless so much fits on this one.
    pub(super) fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.done.push(Vec::new());
            self.y = MARGIN;
        }
    }

    pub(super) fn gap(&mut self, height: f32) {
        self.y += height;
    }

    pub(super) fn paragraph(&mut self) -> usize {
        self.paragraphs += 1;
        self.paragraphs
    }

    /// A block of text over the whole width.
    pub(super) fn block(&mut self, text: &str, size: f32, bold: bool, ink: Ink, role: Role) {
        let face = if bold { &self.bold } else { &self.regular };
        let lines = face.wrap(text, size, WIDTH - 2.0 * MARGIN);
        let paragraph = self.paragraph();
        for text in lines {
            self.need(size * 1.4);
            self.y += size * 1.05;
            let y = self.y;
            self.put(Mark::Text {
                x: MARGIN,
                y,
                size,
                bold,
                ink,
                text,
                role,
                paragraph,
            });
            self.y += size * 0.35;
        }
    }

    /// A name and what it is, side by side, both wrapped.
    pub(super) fn pair(&mut self, label: &str, value: &str, indent: f32) {
        let x = MARGIN + indent;
        let cells = [
            (x, LABEL - GUTTER, label),
            (x + LABEL, WIDTH - MARGIN - x - LABEL, value),
        ];
        self.side_by_side(9.5, &cells);
    }

    /// The same in small print.
    pub(super) fn small_pair(&mut self, label: &str, value: &str) {
        let value = (MARGIN + LABEL, WIDTH - 2.0 * MARGIN - LABEL, value);
        self.side_by_side(SMALL, &[(MARGIN, LABEL - GUTTER, label), value]);
    }

    /// The same with when it was.
    pub(super) fn dated(&mut self, label: &str, value: &str, when: &str) {
        const WHEN: f32 = 380.0;
        let cells = [
            (MARGIN, LABEL - GUTTER, label),
            (MARGIN + LABEL, WHEN - LABEL - GUTTER, value),
            (MARGIN + WHEN, WIDTH - 2.0 * MARGIN - WHEN, when),
        ];
        self.side_by_side(SMALL, &cells);
    }

    /// Texts in columns, each by where it begins and how wide it may be. The first is a label.
    fn side_by_side(&mut self, size: f32, cells: &[(f32, f32, &str)]) {
        let wrapped: Vec<_> = cells
            .iter()
            .map(|(x, width, text)| (*x, self.regular.wrap(text, size, *width)))
            .collect();
        let rows = wrapped.iter().map(|(_, lines)| lines.len()).max();
        let paragraph = self.paragraph();
        for row in 0..rows.unwrap_or_default() {
            self.need(size * 1.5);
            self.y += size * 1.1;
            let y = self.y;
            for (column, (x, lines)) in wrapped.iter().enumerate() {
                if let Some(text) = lines.get(row) {
                    self.put(Mark::Text {
                        x: *x,
                        y,
                        size,
                        bold: false,
                        ink: if column == 0 { Ink::Grey } else { Ink::Black },
                        text: text.clone(),
                        role: Role::Text,
                        paragraph,
                    });
                }
            }
            self.y += size * 0.4;
        }
    }

    /// White on a bar over the whole width.
    pub(super) fn banner(&mut self, text: &str) {
        const SIZE: f32 = 9.5;
        let lines = self.bold.wrap(text, SIZE, WIDTH - 2.0 * MARGIN - 20.0);
        #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
        let height = lines.len() as f32 * SIZE * 1.4 + 12.0;
        self.need(height);
        let (y, paragraph) = (self.y, self.paragraph());
        self.put(Mark::Bar {
            x: MARGIN,
            y,
            width: WIDTH - 2.0 * MARGIN,
            height,
            ink: Ink::Warning,
        });
        let mut baseline = y + 6.0 + SIZE;
        for text in lines {
            self.put(Mark::Text {
                x: MARGIN + 10.0,
                y: baseline,
                size: SIZE,
                bold: true,
                ink: Ink::White,
                text,
                role: Role::Text,
                paragraph,
            });
            baseline += SIZE * 1.4;
        }
        self.y = y + height;
    }

    pub(super) fn rule(&mut self) {
        let y = self.y;
        self.put(Mark::Bar {
            x: MARGIN,
            y,
            width: WIDTH - 2.0 * MARGIN,
            height: 0.6,
            ink: Ink::Grey,
        });
        self.y += 0.6;
    }
}
