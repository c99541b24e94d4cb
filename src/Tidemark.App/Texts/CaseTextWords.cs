using Tidemark.Evidence.Texts;
using Tidemark.Publishing.Reports;

namespace Tidemark.App.Texts;

/// <summary>What texts a case holds, in sentences for its report.</summary>
internal static class CaseTextWords
{
    private const int HostsTold = 12;

    /// <summary>The sentences; none where the case holds no texts.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<CaseText> texts)
    {
        if (texts.Count == 0)
        {
            return [];
        }
        var sentences = new List<string>();
        string[] kinds = [.. texts.GroupBy(text => text.Kind).OrderBy(kind => kind.Key)
            .Select(kind => Figures.Count(kind.Count(), CaseTextWords.One(kind.Key), CaseTextWords.Many(kind.Key)))];
        int archived = texts.Count(text => text.Place is not null);
        string where = archived == 0 ? "" : archived == texts.Count ? ", all of them in archives" : $", {Figures.Count(archived)} of them in archives";
        sentences.Add($"Besides posts the case holds {Figures.Count(texts.Count, "text", "texts")} ({string.Join(", ", kinds)}) in {Figures.Count(texts.Select(text => text.Original.Sha256).Distinct().Count(), "original", "originals")}{where}. No figure about accounts rests on them.");
        (string Host, int Texts)[] hosts = [.. texts.Select(text => text.Url).OfType<string>().Select(Host).OfType<string>()
            .GroupBy(host => host, StringComparer.Ordinal).Select(host => (host.Key, host.Count())).OrderByDescending(host => host.Item2).ThenBy(host => host.Key, StringComparer.Ordinal)];
        if (hosts.Length > 0)
        {
            string more = hosts.Length > HostsTold ? $", and {hosts.Length - HostsTold} more" : "";
            sentences.Add($"By their addresses they come from {Figures.Count(hosts.Length, "host", "hosts")}: {string.Join(", ", hosts.Take(HostsTold).Select(host => host.Texts == 1 ? host.Host : $"{host.Host} ({Figures.Count(host.Texts)})"))}{more}.");
        }
        int unknown = texts.Count(text => text.Url is null);
        if (unknown > 0)
        {
            sentences.Add($"Of {(unknown == texts.Count ? "none of them is an address known" : $"{Figures.Count(unknown)} no address is known")}; `pages.csv` of the export lists every text with its dates and their witnesses.");
        }
        return sentences;
    }

    /// <summary>The word for one text of a kind, as tables write it.</summary>
    public static string One(TextKind kind) => kind switch { TextKind.Page => "page", TextKind.Mail => "mail", TextKind.Entry => "entry of a feed", _ => "text" };

    private static string Many(TextKind kind) => kind switch { TextKind.Page => "pages", TextKind.Mail => "mails", TextKind.Entry => "entries of feeds", _ => "plain texts" };

    private static string? Host(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Host.Length > 0 ? address.IdnHost : null;
}
