using System.Text;

namespace Tidemark.Tests.Forensics.Phishing;

/// <summary>What somebody who holds a correspondent's account, or passes for them, could have sent in the place of a real mail of theirs.</summary>
internal static class TakeoverMails
{
    public static readonly string[] Kinds = ["everything", "way in and link", "look-alike sender", "redirector", "hijacked thread", "reply-to", "client and link"];

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="mail">A real mail of the correspondent.</param>
    /// <param name="address">Their address.</param>
    /// <param name="random">Source of chance.</param>
    public static byte[] Make(string kind, byte[] mail, string address, Random random)
    {
        var m = new MutableMail(mail);
        m.RenewMessageId(random);
        string domain = MadeUp.Domain(random);
        bool instead = random.Next(3) > 0;
        string link = $"{MadeUp.Sentence(random)} {MadeUp.Address(random, domain)}";
        switch (kind)
        {
            case "everything":
                WayIn(m, random);
                Client(m, random, domain);
                m.SetZone(Zone(m, random));
                m.Say(link, instead, false);
                break;
            case "way in and link":
                WayIn(m, random);
                m.Say(link, instead, false);
                break;
            case "look-alike sender":
                string like = LikeAddress(address, random);
                m["From"] = (m["From"] ?? "").Replace(address, like, StringComparison.OrdinalIgnoreCase);
                if (random.Next(2) == 0)
                {
                    WayIn(m, random);
                }
                m.Say(link, instead, false);
                break;
            case "redirector":
                if (random.Next(10) < 6)
                {
                    WayIn(m, random);
                }
                m.Say($"{MadeUp.Sentence(random)} {Redirector(MadeUp.Address(random, domain), random)}", instead, false);
                break;
            case "hijacked thread":
                WayIn(m, random);
                string id = m["Message-ID"] ?? "";
                m["In-Reply-To"] = new MutableMail(mail)["Message-ID"] ?? id;
                string subject = m["Subject"] ?? "";
                m["Subject"] = subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : "Re: " + subject;
                string quote = random.Next(2) == 0 ? string.Join('\n', m.Body.Split('\n').Take(12).Select(line => "> " + line)) : "> the stones were counted on the second day and the list was kept\n> beside the table with the names of all the boats in the harbour";
                m.Say($"{link}\n\n{quote}", true, false);
                break;
            case "reply-to":
                if (random.Next(10) < 7)
                {
                    WayIn(m, random);
                }
                m["Reply-To"] = random.Next(2) == 0 ? $"{address[..address.IndexOf('@', StringComparison.Ordinal)]}@{domain}" : LikeAddress(address, random);
                m.Say("Please answer by tomorrow.", instead, false);
                break;
            default:
                Client(m, random, random.Next(2) == 0 ? domain : address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]);
                bool html = random.Next(3) == 0;
                m.Say(html ? $"{MadeUp.Sentence(random)} <a href=\"{MadeUp.Address(random, domain)}\">the page</a>" : link, instead, html);
                break;
        }
        return m.Bytes;
    }

    private static void WayIn(MutableMail m, Random random)
    {
        (string from, string by) = MadeUp.Place(random);
        m.SetFirstHop(from, by, random);
    }

    private static void Client(MutableMail m, Random random, string domain)
    {
        (string? client, string left) = MadeUp.Program(random);
        m.SetClient(client);
        m.SetMessageId(left, domain);
    }

    private static int Zone(MutableMail m, Random random) =>
        (m["Date"] ?? "").Contains("+0300", StringComparison.Ordinal) ? 480 : random.Next(2) == 0 ? 180 : 210;

    private static string Redirector(string target, Random random) => random.Next(4) switch
    {
        0 => $"http://www.google.com/url?q={Uri.EscapeDataString(target)}",
        1 => $"http://rd.yahoo.com/mail/*{target}",
        2 => $"http://www.example-directory.net/go?u={Convert.ToBase64String(Encoding.ASCII.GetBytes(target))}",
        _ => $"https://{MadeUp.Domain(random)}/r?url={Uri.EscapeDataString(target)}",
    };

    /// <summary>An address whose domain looks like the given one's.</summary>
    public static string LikeAddress(string address, Random random)
    {
        int at = address.IndexOf('@', StringComparison.Ordinal);
        string host = address[(at + 1)..];
        string[] labels = host.Split('.');
        int which = labels.Length >= 3 && labels[^1].Length == 2 && labels[^2] is "co" or "ac" or "com" or "oz" ? labels.Length - 3 : labels.Length - 2;
        string name = labels[which];
        string changed = name;
        for (int round = 0; changed == name; round++)
        {
            int i = random.Next(name.Length);
            changed = ((random.Next(7) + round) % 7) switch
            {
                0 => name.Replace("m", "rn", StringComparison.Ordinal),
                1 => name.Replace('l', '1').Replace('o', '0'),
                2 => name.Length >= 6 ? name[..i] + name[i] + name[i..] : name,
                3 => name.Length >= 6 && i + 1 < name.Length ? name[..i] + name[i + 1] + name[i] + name[(i + 2)..] : name,
                4 => name.Length >= 4 ? name + "-" + (random.Next(2) == 0 ? "mail" : "login") : name,
                5 => name.Length >= 4 && i > 0 ? name[..i] + "-" + name[i..] : name,
                _ => name + "\n", // Another ending, below.
            };
        }
        labels[which] = changed.TrimEnd('\n');
        if (changed.EndsWith('\n'))
        {
            return address[..(at + 1)] + string.Join('.', labels[..(which + 1)]) + (labels[^1] == "net" ? ".org" : ".net");
        }
        return address[..(at + 1)] + string.Join('.', labels);
    }
}
