//! Every rule and declaration of a style, asked one by one whether it does something.

use super::head;
use crate::fault::Problem;
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser, SourcePosition, StyleSheetParser, Token,
};
use takumi::prelude::{StyleDeclarationBlock, StyleSheet};

/// Functions that the renderer does not know.
const LATE: [&str; 3] = ["min(", "max(", "clamp("];

/// What was found, each with its offset.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub(crate) faults: Vec<(usize, Problem)>,
    /// Pictures that are used, by name.
    pub(crate) pictures: Vec<(String, usize)>,
}

/// Checks a whole style.
pub(crate) fn sheet(css: &str) -> Checked {
    let mut checker = Checker::default();
    let mut input = Parser::new(css);
    let mut failed = Vec::new();
    for rule in StyleSheetParser::new(&mut input, &mut checker) {
        failed.extend(rule.err().map(|(_, slice, _)| slice));
    }
    checker.add_failed(css, &failed);
    checker.checked.faults.sort_by_key(|(at, _)| *at);
    checker.checked
}

/// Checks the declarations of one element.
pub(crate) fn declarations(css: &str) -> Checked {
    let mut checker = Checker { in_rule: true, ..Checker::default() };
    let mut input = Parser::new(css);
    let failed: Vec<&str> = RuleBodyParser::new(&mut input, &mut checker)
        .filter_map(|item| item.err().map(|(_, slice, _)| slice))
        .collect();
    checker.add_failed(css, &failed);
    checker.checked
}

#[derive(Default)]
struct Checker {
    checked: Checked,
    in_rule: bool,
}

/// A rule's head: what is asked of it, and where it begins.
struct Head {
    name: Option<String>,
    text: String,
    at: usize,
}

impl Checker {
    fn fault(&mut self, at: usize, problem: Problem) {
        self.checked.faults.push((at, problem));
    }

    /// What the parser itself gave up, unless its mistake is known already.
    fn add_failed(&mut self, css: &str, failed: &[&str]) {
        for slice in failed {
            let at = slice.as_ptr().addr().saturating_sub(css.as_ptr().addr());
            let within = at..=at + slice.len();
            if !self.checked.faults.iter().any(|(known, _)| within.contains(known)) {
                let first = slice.lines().next().unwrap_or_default().trim();
                self.fault(at, Problem::Syntax(first.chars().take(60).collect()));
            }
        }
    }

    fn head(&self, name: Option<&str>, input: &mut Parser<'_>) -> Head {
        input.skip_whitespace();
        let (text, at) = rest(input);
        Head { name: name.map(str::to_ascii_lowercase), text, at }
    }

    fn check_head(&mut self, head: &Head) {
        let Head { name, text, at } = head;
        let reads = |css: &str| StyleSheet::parse(css).is_ok();
        let problem = match name.as_deref() {
            None if !head::can_match(text) => Some(Problem::Selector(text.clone())),
            None if self.in_rule => {
                (!reads(&format!("a{{{text}{{color:red}}}}"))).then(|| Problem::Selector(text.clone()))
            }
            None => (!reads(&format!("{text}{{color:red}}"))).then(|| Problem::Selector(text.clone())),
            Some("media") if !head::can_hold(text) => Some(Problem::Condition(text.clone())),
            Some(rule @ ("media" | "supports" | "layer" | "property")) => {
                let is_wrong = rule != "property" && !reads(&format!("@{rule} {text}{{}}"));
                is_wrong.then(|| Problem::Condition(text.clone()))
            }
            Some(rule) => Some(Problem::Rule(format!("@{rule}"))),
        };
        if let Some(problem) = problem {
            self.fault(*at, problem);
        }
    }

    fn check_body(&mut self, head: &Head, input: &mut Parser<'_>) {
        self.check_head(head);
        if matches!(head.name.as_deref(), Some("property")) || self.is_unknown(head) {
            while input.next().is_ok() {}
            return;
        }
        let holds_rules = head.name.is_some() && !self.in_rule;
        let outer = std::mem::replace(&mut self.in_rule, !holds_rules);
        if holds_rules {
            StyleSheetParser::new(input, self).for_each(drop);
        } else {
            RuleBodyParser::new(input, self).for_each(drop);
        }
        self.in_rule = outer;
    }

    fn is_unknown(&self, head: &Head) -> bool {
        head.name.as_deref().is_some_and(|name| !["media", "supports", "layer"].contains(&name))
    }

    fn check_declaration(&mut self, name: &str, input: &mut Parser<'_>, at: usize) {
        let value_at = input.position().byte_index();
        let before = input.state();
        self.collect_pictures(input);
        input.reset(&before);
        let (value, _) = rest(input);
        let does_something = |value: &str| !StyleDeclarationBlock::parse_loosy(&format!("{name}:{value}")).is_empty();
        // What holds a `var()` is read when that is known, and then without a word.
        let is_late = value.contains("var(") && LATE.iter().any(|function| value.contains(function));
        if name.starts_with("--") || (does_something(&value) && !is_late) {
            return;
        }
        if does_something("inherit") {
            let leading = value.len() - value.trim_start().len();
            let value = value.trim().to_string();
            self.fault(value_at + leading, Problem::Value { property: name.to_string(), value });
        } else {
            self.fault(at, Problem::Property(name.to_string()));
        }
    }

    /// Every `url()` but those into the sheet itself and drawings that stand there in full.
    fn collect_pictures(&mut self, input: &mut Parser<'_>) {
        loop {
            let at = input.position().byte_index();
            let is_address = match input.next() {
                Err(_) => return,
                Ok(Token::UnquotedUrl(address)) => {
                    let address = address.to_string();
                    self.add_picture(address, at);
                    continue;
                }
                Ok(Token::Function(name)) => name.eq_ignore_ascii_case("url"),
                Ok(Token::ParenthesisBlock | Token::SquareBracketBlock) => false,
                Ok(_) => continue,
            };
            let _ = input.parse_nested_block(|inner| {
                match inner.try_parse(Parser::expect_string_cloned) {
                    Ok(address) if is_address => self.add_picture(address.to_string(), at),
                    _ => self.collect_pictures(inner),
                }
                Ok::<(), ParseError<()>>(())
            });
        }
    }

    fn add_picture(&mut self, name: String, at: usize) {
        if !name.starts_with('#') && !name.starts_with("data:image/svg+xml") {
            self.checked.pictures.push((name, at));
        }
    }
}

/// What is left of a parser's part, and its offset.
fn rest(input: &mut Parser<'_>) -> (String, usize) {
    let start: SourcePosition = input.position();
    while input.next().is_ok() {}
    (input.slice_from(start).to_string(), start.byte_index())
}

impl<'i> QualifiedRuleParser<'i> for Checker {
    type Prelude = Head;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Head, ParseError<()>> {
        Ok(self.head(None, input))
    }

    fn parse_block(&mut self, head: Head, _: &ParserState, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        self.check_body(&head, input);
        Ok(())
    }
}

impl<'i> AtRuleParser<'i> for Checker {
    type Prelude = Head;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<Head, ParseError<()>> {
        Ok(self.head(Some(&name), input))
    }

    fn rule_without_block(&mut self, head: Head, _: &ParserState) -> Result<(), ()> {
        if head.name.as_deref() != Some("layer") {
            self.check_head(&Head { name: head.name.filter(|name| name != "media" && name != "supports"), ..head });
        }
        Ok(())
    }

    fn parse_block(&mut self, head: Head, _: &ParserState, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        self.check_body(&head, input);
        Ok(())
    }
}

impl<'i> DeclarationParser<'i> for Checker {
    type Declaration = ();
    type Error = ();

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        start: &ParserState,
    ) -> Result<(), ParseError<()>> {
        self.check_declaration(&name, input, start.position().byte_index());
        Ok(())
    }
}

impl RuleBodyItemParser<'_, (), ()> for Checker {
    fn parse_qualified(&self) -> bool {
        true
    }

    fn parse_declarations(&self) -> bool {
        true
    }
}
