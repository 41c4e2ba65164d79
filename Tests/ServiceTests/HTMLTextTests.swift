import Service
import Testing

@Suite("Text as HTML") struct HTMLTextTests {
  @Test(arguments: [
    ("A *b* **c** `d`.", "<p>A <em>b</em> <strong>c</strong> <code>d</code>.</p>\n"),
    (
      "<script>alert(1)</script> & \"x\"",
      "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</p>\n"
    ),
    (#"\*not\* \[a\]\(b\) \<i>"#, "<p>*not* [a](b) &lt;i&gt;</p>\n"),
    ("[a](https://x.y/?a=1&b)", "<p><a href=\"https://x.y/?a=1&amp;b\" rel=\"noreferrer\">a</a></p>\n"),
    ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
    ("see <https://x.y>", "<p>see <a href=\"https://x.y\" rel=\"noreferrer\">https://x.y</a></p>\n"),
    ("one * alone and [", "<p>one * alone and [</p>\n"),
    (
      "a:\n- b\n  c\n  - d\n- e",
      "<p class=\"lead\">a:</p>\n<ul>\n<li>b c\n<ul>\n<li>d</li>\n</ul>\n</li>\n<li>e</li>\n</ul>\n"
    ),
    ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
    ("```mermaid\ngraph\n```\nafter", "<p>after</p>\n"),
    ("```\n<a>\n```", "<pre><code>&lt;a&gt;</code></pre>\n"),
    ("> quoted", "<blockquote><p>quoted</p>\n</blockquote>\n"),
    ("```\nnever closed", "<pre><code>never closed</code></pre>\n"), ("", ""),
  ])
  func `Markdown of the layouts becomes HTML`(_ text: String, _ html: String) {
    #expect(HTMLText(markdown: text).html() == html)
  }

  @Test func `a table says which cells are numbers and which are names`() {
    #expect(
      HTMLText(markdown: "| a | b |\n| --- | ---: |\n| x \\| y | 1 |").html()
        == "<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"number\">b</th></tr></thead>\n"
        + "<tbody>\n<tr><th scope=\"row\">x | y</th><td class=\"number\">1</td></tr>\n</tbody>\n</table></div>\n"
    )
  }

  @Test func `titles make sections that can be linked to`() {
    let sections = HTMLText(markdown: "# A & B\n\nfirst\n\n## What to do, now\n\nsecond").sections
    #expect(sections.map(\.title) == ["A &amp; B", "What to do, now"])
    #expect(sections.map(\.level) == [1, 2])
    #expect(sections[1].id == "what-to-do-now")
    #expect(sections[1].html == "<p>second</p>\n")
  }

  @Test func `in plain text no mark means anything`() {
    #expect(
      HTMLText(plain: "*a* [b](https://c.d)\n- `e`").html()
        == "<p class=\"lead\">*a* [b](https://c.d)</p>\n<ul>\n<li>`e`</li>\n</ul>\n")
  }
}
