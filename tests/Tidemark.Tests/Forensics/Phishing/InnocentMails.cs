using System.Globalization;

namespace Tidemark.Tests.Forensics.Phishing;

/// <summary>What happens to correspondents without anybody's ill will. The Message-ID is kept, so that the real mail cannot vouch for its twin.</summary>
internal static class InnocentMails
{
    public static readonly string[] Kinds = ["untouched", "upgrade", "travel", "move", "phone", "tracker", "newsletter", "stranger"];

    public static byte[] Make(string kind, byte[] mail, string address, Random random)
    {
        var m = new MutableMail(mail);
        (string from, string by) = MadeUp.Place(random);
        switch (kind)
        {
            case "upgrade":
                string? client = m["X-Mailer"] ?? m["User-Agent"];
                if (client is not null)
                {
                    m[m["X-Mailer"] is null ? "User-Agent" : "X-Mailer"] = Bumped(client);
                }
                break;
            case "travel":
                m.SetFirstHop(from, by, random);
                m.SetZone((string[])["-0500", "+0900", "+0200"] is var zones ? (random.Next(zones.Length) * 420) - 300 : 0);
                break;
            case "move":
                m.SetFirstHop(from, by, random);
                break;
            case "phone":
                m.SetFirstHop(from, by, random);
                (string phone, string left) = MadeUp.Phone(random);
                m.SetClient(phone);
                m.SetMessageId(left, address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]);
                break;
            case "tracker":
                string target = random.Next(2) == 0 ? $"?u={Uri.EscapeDataString("http://www." + address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..] + "/")}" : $"?id={random.Next(1 << 30)}";
                m.Body += $"\n-- \nhttp://click.{MadeUp.Domain(random)}/t{target}\n";
                break;
            case "newsletter":
                m.Say($"{MadeUp.Sentence(random)} {MadeUp.Address(random, MadeUp.Domain(random))}", false, false);
                m["List-Unsubscribe"] = "<mailto:leave@example.org>";
                break;
            case "stranger":
                string name = MadeUp.Domain(random);
                m["From"] = string.Create(CultureInfo.InvariantCulture, $"\"Robin {char.ToUpperInvariant(name[0])}{name[1..3]}\" <robin{random.Next(100)}@{name}>");
                m.SetFirstHop(from, by, random);
                m.Say($"{MadeUp.Sentence(random)} {MadeUp.Address(random, MadeUp.Domain(random))}", false, false);
                break;
            default:
                break;
        }
        return m.Bytes;
    }

    private static string Bumped(string client) =>
        string.Concat(client.Select(c => char.IsAsciiDigit(c) && c != '9' ? (char)(c + 1) : c));
}
