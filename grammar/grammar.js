// The lexical syntax of OmniLisp. What a form means is not the business of the grammar: `(if)` is a list.
//
// Numbers, booleans and names are read generously (anything between two delimiters that begins like one); the reader then
// checks their letters and can say what is wrong, where a strict token would only give an ERROR node.

// What ends a name, a number, a character.
const DELIMITERS = "\\s()\\[\\]{}\"'`,;|";
const REST = `[^${DELIMITERS}]`;
const FIRST = `[^${DELIMITERS}#:]`;

// A mark and the datum that it applies to; `#;` comments may stand between them.
const prefix = (mark, $) => seq(mark, repeat($.datum_comment), $._datum);

module.exports = grammar({
  name: 'omnilisp',

  // A datum comment is an item of its own: as an extra it would triple the parser's reductions for every datum.
  extras: ($) => [/\s/, $.comment, $.block_comment, $.directive],

  externals: ($) => [$.block_comment],

  rules: {
    source_file: ($) => repeat($._item),

    _item: ($) => choice($._datum, $.datum_comment),
    datum_comment: ($) => prefix('#;', $),

    _datum: ($) =>
      choice(
        $.list,
        $.bracket,
        $.brace,
        $.dict,
        $.vector,
        $.bytes,
        $.quote,
        $.quasiquote,
        $.unquote,
        $.unquote_splicing,
        $.meta,
        $.path,
        $.string,
        $.character,
        $.number,
        $.boolean,
        $.keyword,
        $.symbol,
        $.bar_symbol,
      ),

    // Where a dot may stand is checked by the reader.
    list: ($) => seq('(', repeat(choice($._item, $.dot)), ')'),
    bracket: ($) => seq('[', repeat(choice($._item, $.dot)), ']'),
    brace: ($) => seq('{', repeat($._item), '}'),
    dict: ($) => seq('#{', repeat($._item), '}'),
    vector: ($) => seq('#(', repeat($._item), ')'),
    bytes: ($) => seq(choice('#u8(', '#U8('), repeat($._item), ')'),

    dot: (_) => '.',

    quote: ($) => prefix("'", $),
    quasiquote: ($) => prefix('`', $),
    unquote: ($) => prefix(',', $),
    unquote_splicing: ($) => prefix(',@', $),

    // ^:flag target and ^{:key value} target
    meta: ($) => prefix(choice($.meta_flag, $.meta_dict), $),
    meta_flag: (_) => token(prec(1, new RegExp(`\\^:${REST}+`))),
    meta_dict: ($) => seq('^{', repeat($._item), '}'),

    // a.[i]   a.b.[i].c   a.[i].[j]: written without blanks around the dots. The closing bracket and what follows it
    // are one token, so that the end of a path needs no look ahead.
    path: ($) =>
      seq(
        $.path_head,
        repeat($._item),
        repeat(seq($.path_step, repeat($._item))),
        choice(']', $.path_field),
      ),
    path_head: (_) => token(new RegExp(`${FIRST}${REST}*\\.\\[`)),
    path_step: (_) => token(new RegExp(`\\]\\.(${REST}+\\.)?\\[`)),
    path_field: (_) => token(new RegExp(`\\]\\.${REST}+`)),

    string: (_) => token(/"([^"\\]|\\(.|\n))*"/),
    character: (_) => token(new RegExp(`#\\\\.${REST}*`)),
    number: (_) =>
      token(
        prec(
          1,
          choice(
            new RegExp(`[+-]?\\.?[0-9]${REST}*`),
            new RegExp(`#[xXbBoOdDeEiI]${REST}+`),
            /[+-]([iI][nN][fF]|[nN][aA][nN])\.0/,
          ),
        ),
      ),
    boolean: (_) => token(new RegExp(`#[tTfF]${REST}*`)),
    keyword: (_) => token(new RegExp(`:${REST}+`)),
    // From here on, names are read in small letters, or as they stand. In front of symbols, which would take it.
    directive: (_) => token(/#!(no-)?fold-case/),
    // `#!optional` and `#!rest` stand between parameters; the reader refuses other words of that kind.
    symbol: (_) => token(choice(':', new RegExp(`${FIRST}${REST}*`), new RegExp(`#!${REST}+`))),
    bar_symbol: (_) => token(/\|([^|\\]|\\.)*\|/),

    comment: (_) => token(/;[^\n]*/),
  },
});
