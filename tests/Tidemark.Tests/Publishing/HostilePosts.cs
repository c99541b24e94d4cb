using System.Globalization;

namespace Tidemark.Tests.Publishing;

/// <summary>Texts as an attacker would post them, each of which must come out as text. Hosts are reserved names that never resolve.</summary>
internal static class HostilePosts
{
    /// <summary>Whatever of these runs sets this in the page, opens a dialog or asks a host.</summary>
    public const string Mark = "window.__ran=1";

    public static readonly string[] Kinds =
    [
        $"<script>{Mark};alert(1)</script>",
        $"</title><script>{Mark}</script>",
        $"</style><script>{Mark}</script><style>*{{display:none}}",
        $"--></script><script>{Mark}</script><!--",
        $"<img src=x onerror=\"{Mark}\">",
        "<img src=\"http://track.invalid/pixel.png\">",
        "<IMG SRC='https://track.invalid/a' srcset='https://track.invalid/b 2x'>",
        $"<svg onload=\"{Mark}\"><animate attributeName=href values=javascript:{Mark} /><a><text>x</text></a></svg>",
        $"<svg><script>{Mark}</script></svg>",
        "<svg><use href=\"http://track.invalid/x.svg#a\"/><image href=\"http://track.invalid/i.png\"/></svg>",
        $"<math><mtext></p><img src onerror={Mark}></math>",
        $"<a href=\"javascript:{Mark}\">press</a>",
        $"javascript:{Mark}",
        "data:text/html,<script>window.__ran=1</script>",
        "<iframe src=\"http://track.invalid/\"></iframe><iframe srcdoc=\"<script>parent.__ran=1</script>\"></iframe>",
        "<object data=\"http://track.invalid/o\"></object><embed src=\"http://track.invalid/e\">",
        "<base href=\"http://track.invalid/\">",
        "<form action=\"http://track.invalid/\"><input name=a autofocus onfocus=\"window.__ran=1\"><button>go</button></form>",
        "<meta http-equiv=\"refresh\" content=\"0;url=http://track.invalid/\">",
        "<link rel=stylesheet href=http://track.invalid/s.css><link rel=preconnect href=http://track.invalid/>",
        "<style>@import url(http://track.invalid/i.css);body{background:url(http://track.invalid/b)}</style>",
        "\" style=\"background:url(http://track.invalid/c)\" onmouseover=\"window.__ran=1",
        "' onclick='window.__ran=1' x='",
        "`${window.__ran=1}`",
        "{{constructor.constructor('window.__ran=1')()}} ${{7*7}} <%= 7*7 %> #{7*7} [[${7*7}]] @(7*7) @{ }",
        "&lt;script&gt;window.__ran=1&lt;/script&gt; &#60;script&#62; &#x3c;b&#x3e;",
        "<scr<script>ipt>window.__ran=1</scr</script>ipt>",
        "<video><source onerror=\"window.__ran=1\"></video><audio src=http://track.invalid/a autoplay>",
        "<details open ontoggle=\"window.__ran=1\"><marquee onstart=\"window.__ran=1\">",
        "<template><script>window.__ran=1</script></template><noscript><p title=\"</noscript><img src=x onerror=window.__ran=1>\">",
        "<plaintext><xmp><textarea><title><listing>",
        "]]><!DOCTYPE html [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>&x;",
        "\u202Egnp.exe\u202C and \u2066isolated\u2069 \u200Bzero\uFEFFwidth \u2028line\u2029paragraph",
        "\0\u0001\u0007\u001B[2J\u001B]8;;http://track.invalid/\u0007link\u001B]8;;\u0007\u009B31m",
        "Z\u0310\u0322\u0334\u0345\u035A\u0301\u0302\u0303\u0304\u0305\u0306a\u0310\u0322\u0334\u0345\u035Al\u0317\u0318\u0319\u031A\u031B\u031Cgo",
        "\uD800 lone \uDFFF surrogates \uFFFE\uFFFF",
        "مرحبا بالعالم שלום עולם mixed שלום 123 <b>",
        "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم",
        "https://example.invalid/path?q=<script>window.__ran=1</script>#\"onload=\"x",
        "HTTP://EXAMPLE.INVALID/A www.example.invalid mailto:someone@example.invalid ftp://example.invalid",
        "=cmd|' /C calc'!A0 +1+1 -1 @SUM(1)",
        "../../../../etc/hosts C:\\windows\\system32 \\\\track.invalid\\share",
        "xn--80ak6aa92e.invalid аррlе.invalid paypaI.invalid",
        new string('W', 100_000),
        string.Concat(Enumerable.Repeat("<b>", 20_000)),
        string.Concat(Enumerable.Repeat("a\u0301\u0302\u0303\u0304\u0305", 5_000)),
        "",
        " \t\r\n ",
    ];

    /// <summary>So many posts, all different.</summary>
    public static IReadOnlyList<string> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Kinds[i % Kinds.Length] + (i < Kinds.Length ? "" : string.Create(CultureInfo.InvariantCulture, $" {i}")))];
}
