namespace Tidemark.Forensics.Mail;

/// <summary>
/// The domain that somebody registered: "example.org.uk" for "mail.news.example.org.uk" (RFC 7489, section 3.2). Which endings are open to
/// registration follows no rule, and the public list of them is other people's data; a compact table of our own stands in for it
/// (docs/adr/0013). Where it lacks an ending, two domains below that ending count as one: a missing warning, not a false one.
/// </summary>
public static class OrganisationalDomain
{
    // Second-level names that registries of country-code domains use for groups of registrants.
    private static readonly HashSet<string> Groups = new(StringComparer.Ordinal)
    {
        "ac", "art", "asn", "biz", "co", "com", "coop", "ed", "edu", "ens", "gc", "go", "gob", "gop", "gov", "gouv", "govt", "gub", "gv", "id", "idf", "ind",
        "inf", "info", "int", "k12", "law", "lg", "ltd", "me", "med", "mi", "mil", "mod", "mus", "name", "ne", "net", "nhs", "nic", "nom", "or", "ord", "org",
        "plc", "police", "press", "pro", "pub", "rec", "sch", "school", "store", "tm", "tv", "uk", "web",
    };

    // Country codes whose second level is free to anyone: a name of the list above is an ordinary domain there ("me.de", "web.de", "go.com").
    private static readonly HashSet<string> Flat = new(StringComparer.Ordinal)
    {
        "bg", "ca", "cc", "ch", "cz", "de", "dk", "ee", "eu", "fi", "fm", "gl", "ie", "io", "is", "la", "li", "lt", "lu", "nl", "nu", "se", "si", "sk", "su", "to",
        "tv", "ws",
    };

    // Endings where registrants are customers of somebody: each of their names is a house of its own.
    private static readonly HashSet<string> Hosted = new(StringComparer.Ordinal)
    {
        "github.io", "gitlab.io", "blogspot.com", "herokuapp.com", "netlify.app", "pages.dev", "web.app", "firebaseapp.com", "azurewebsites.net", "cloudfront.net",
        "appspot.com", "vercel.app", "workers.dev", "wordpress.com", "weebly.com", "wixsite.com", "myshopify.com", "onmicrosoft.com",
        "uk.com", "us.com", "eu.com", "de.com", "gb.net", "uk.net", "eu.org", "us.org", "br.com", "cn.com", "ru.com", "za.com", "jpn.com", "co.com", "com.de",
    };

    /// <summary>The organisational domain, in lower case; the domain itself where it has one label, is an address, or is an ending.</summary>
    public static string Of(string domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        string name = domain.Trim().TrimEnd('.').ToLowerInvariant();
        if (name.StartsWith('[') || name.Length == 0 || char.IsAsciiDigit(name[^1]))
        {
            return name; // An address: "[192.0.2.1]".
        }
        string[] labels = name.Split('.');
        int suffix = SuffixLength(labels);
        return labels.Length <= suffix + 1 ? name : string.Join('.', labels[^(suffix + 1)..]);
    }

    /// <summary>How many labels at the end belong to the registry.</summary>
    private static int SuffixLength(string[] labels)
    {
        if (labels.Length < 2)
        {
            return 1;
        }
        string top = labels[^1];
        string second = labels[^2];
        if (Hosted.Contains($"{second}.{top}"))
        {
            return 2;
        }
        if (top.Length != 2 || Flat.Contains(top))
        {
            return 1;
        }
        if (top == "us" && labels.Length >= 3 && second.Length == 2)
        {
            return second is "k12" ? 3 : 2; // Places: "city.ca.us".
        }
        if (top == "jp" && second.Length > 2 && labels.Length >= 4 && Prefectures.Contains(second))
        {
            return 3; // "name.city.prefecture.jp".
        }
        return Groups.Contains(second) ? 2 : 1;
    }

    private static readonly HashSet<string> Prefectures = new(StringComparer.Ordinal)
    {
        "aichi", "akita", "aomori", "chiba", "ehime", "fukui", "fukuoka", "fukushima", "gifu", "gunma", "hiroshima", "hokkaido", "hyogo", "ibaraki", "ishikawa",
        "iwate", "kagawa", "kagoshima", "kanagawa", "kochi", "kumamoto", "kyoto", "mie", "miyagi", "miyazaki", "nagano", "nagasaki", "nara", "niigata", "oita",
        "okayama", "okinawa", "osaka", "saga", "saitama", "shiga", "shimane", "shizuoka", "tochigi", "tokushima", "tokyo", "tottori", "toyama", "wakayama",
        "yamagata", "yamaguchi", "yamanashi",
    };
}
