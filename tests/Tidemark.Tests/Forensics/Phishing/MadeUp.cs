using System.Globalization;

namespace Tidemark.Tests.Forensics.Phishing;

/// <summary>Machines, networks, programs, domains and neutral sentences that nobody has, drawn from a seed.</summary>
internal static class MadeUp
{
    private static readonly string[] Syllables = ["ba", "ke", "li", "mo", "nu", "ra", "sel", "tor", "vin", "wex", "dal", "por", "gan", "hub", "fen"];
    private static readonly string[] Tops = ["net", "com", "info", "org", "biz", "co.uk", "de", "ru", "xyz"];

    private static readonly (string? Client, Func<Random, string> Left)[] Programs =
    [
        ("PHPMailer 5.2.9 (https://example.org/phpmailer)", r => Hex(r, 32)),
        ("Roundcube Webmail/1.4.3", r => Hex(r, 32)),
        ("Zimbra 8.8.15 (ZimbraWebClient - FF3.0)", r => $"{r.Next(100000, 999999)}.{r.Next(1000, 9999)}.{r.Next(100000, 999999)}0{r.Next(100000, 999999)}.JavaMail.zimbra"),
        ("Foxmail 7.2", r => $"20021{r.Next(100, 999)}{r.Next(100000, 999999)}{r.Next(10000, 99999)}"),
        ("Apple Mail (2.3445.104.11)", r => $"{Hex(r, 8)}-{Hex(r, 4)}-{Hex(r, 4)}-{Hex(r, 4)}-{Hex(r, 12)}".ToUpperInvariant()),
        ("Microsoft Outlook 16.0", r => $"00{Hex(r, 4)}01d{Hex(r, 5)}$" + $"{Hex(r, 8)}$" + $"{Hex(r, 8)}$"),
        ("YahooMailWebService/0.8.118.349524", r => $"{r.Next(100000000, 999999999)}.{r.Next(10000, 99999)}.YahooMailNeo"),
    ];

    private static readonly (string Client, Func<Random, string> Left)[] Phones =
    [
        ("iPhone Mail (15E148)", r => $"{Hex(r, 8)}-{Hex(r, 4)}-{Hex(r, 4)}-{Hex(r, 4)}-{Hex(r, 12)}".ToUpperInvariant()),
        ("K-9 Mail for Android", r => $"{Hex(r, 8)}-{Hex(r, 4)}-{Hex(r, 4)}-{Hex(r, 4)}-{Hex(r, 12)}"),
        ("Microsoft Outlook for Android 4.1", r => string.Concat(Enumerable.Range(0, 30).Select(_ => (char)('A' + r.Next(26)))) + ".prod"),
    ];

    private static readonly string[] Sentences =
    [
        "The list of stones is here:", "The new version of the table lies here:", "Please look at the second column:", "The notes on the harbour are in this place:",
        "Here is what we spoke about:", "The picture of the bridge can be seen at", "One more page on tides:", "See also",
    ];

    public static string Domain(Random r) => string.Concat(Enumerable.Range(0, r.Next(2, 5)).Select(_ => Syllables[r.Next(Syllables.Length)])) + (r.Next(4) == 0 ? "-" + Syllables[r.Next(Syllables.Length)] : "") + "." + Tops[r.Next(Tops.Length)];

    public static (string From, string By) Place(Random r)
    {
        string ip = string.Create(CultureInfo.InvariantCulture, $"{r.Next(77, 95)}.{r.Next(256)}.{r.Next(256)}.{r.Next(1, 255)}");
        string provider = Domain(r);
        string name = r.Next(2) == 0 ? $"dyn-{ip.Replace('.', '-')}.{provider}" : "unknown";
        return (r.Next(3) switch
        {
            0 => $"[{ip}] (helo={Syllables[r.Next(Syllables.Length)]}{r.Next(100)})",
            1 => $"{name} ({name} [{ip}])",
            _ => $"mail.{provider} (mail.{provider} [{ip}])",
        }, $"smtp.{provider}");
    }

    public static (string? Client, string Left) Program(Random r)
    {
        (string? client, Func<Random, string> left) = Programs[r.Next(Programs.Length)];
        return (client, left(r));
    }

    public static (string Client, string Left) Phone(Random r)
    {
        (string client, Func<Random, string> left) = Phones[r.Next(Phones.Length)];
        return (client, left(r));
    }

    public static string Sentence(Random r) => Sentences[r.Next(Sentences.Length)];

    public static string Address(Random r, string domain) => $"{(r.Next(2) == 0 ? "http" : "https")}://{(r.Next(2) == 0 ? "www." : "")}{domain}/{Syllables[r.Next(Syllables.Length)]}/{r.Next(10000)}";

    public static string Hex(Random r, int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[r.Next(16)]));
}
