(comment) @comment
(block_comment) @comment
(datum_comment) @comment
(directive) @comment
(string) @string
(character) @character
(number) @number
(boolean) @constant.builtin
(keyword) @constant
(meta_flag) @attribute
(brace) @type
((symbol) @constant.builtin
 (#any-of? @constant.builtin "true" "false" "nothing" "nil"))

(list . (symbol) @function)
((list . (symbol) @keyword)
 (#any-of? @keyword
  "define" "defn" "define-values" "define-syntax" "define-record-type" "struct" "defstruct" "lambda" "fn" "λ" "let"
  "let*" "letrec" "letrec*" "let-values" "if" "cond" "case" "when" "unless" "and" "or" "begin" "block" "do" "while"
  "for" "loop" "recur" "set!" "quote" "quasiquote" "match" "apply" "assert" "guard" "import" "export" "extern"))

["(" ")" "[" "]" "{" "}" "#(" "#{" "#u8(" "#U8(" "^{"] @punctuation.bracket
["'" "`" "," ",@" "#;"] @operator
(dot) @punctuation.delimiter
