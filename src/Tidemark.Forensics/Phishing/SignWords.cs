namespace Tidemark.Forensics.Phishing;

/// <summary>Departures in words, each with the ordinary thing that brings it about.</summary>
internal static class SignWords
{
    private const int Longest = 100;

    /// <summary>What departs, with the value seen and what was known.</summary>
    public static string Departs(Sign sign)
    {
        string seen = Quoted(sign.Seen);
        string known = sign.Known.Count == 0 ? "" : Quoted(sign.Known[0]);
        return sign.Kind switch
        {
            Departure.FirstHop => $"it came in by {seen}, never before" + Instead(known),
            Departure.Client => $"it was written with {seen}, never before" + Instead(known),
            Departure.MessageId => $"its Message-ID has the form {seen}, never before" + Instead(known),
            Departure.Zone => $"its clock is in zone {seen}, never before" + Instead(known),
            Departure.Dormant => $"it ends a silence of more than three months, on {seen}",
            Departure.LinkDomain => $"it links to {seen}, which no mail of the archive links to or comes from",
            Departure.NestedTarget => $"a target never seen is nested in the address {seen}",
            Departure.TextAndTarget => $"a link shows one domain and leads to another never seen: {seen}",
            Departure.LinkLooksAlike => $"it links to {seen}, which looks like the known {known}",
            Departure.ReplyTo => $"answers would go to {seen}, an address nobody in the archive has",
            Departure.ReplyToLooksAlike => $"that address looks like the known {known}",
            Departure.Quotation => $"it quotes, in a thread the archive holds, what nobody said there ({sign.Seen})",
            Departure.Attachment => $"it brings a file of the kind {seen}, the first from this sender",
            Departure.SenderLooksAlike => $"its address {seen} looks like {known}",
            _ => $"it bears the name {seen} of {known}",
        };
    }

    /// <summary>The innocent reading, to follow "may be".</summary>
    public static string Innocent(Departure departure) => departure switch
    {
        Departure.FirstHop => "a journey, another office or a new provider",
        Departure.Client => "a new program, a telephone or web mail",
        Departure.MessageId => "what a new program or server brings with it",
        Departure.Zone => "a journey or a clock set anew",
        Departure.Dormant => "a holiday, an illness or a correspondence taken up again",
        Departure.LinkDomain => "the first time a site is recommended, or a first newsletter",
        Departure.NestedTarget => "a link copied from a search engine or rewritten by a newsletter service",
        Departure.TextAndTarget => "a newsletter that counts clicks",
        Departure.LinkLooksAlike => "a sister site of the same house",
        Departure.ReplyTo => "a private address or an assistant's",
        Departure.ReplyToLooksAlike => "the same person's address elsewhere",
        Departure.Quotation => "a quotation from a newspaper or from a mail the archive lacks",
        Departure.Attachment => "the first such file they had to send",
        Departure.SenderLooksAlike => "a second address of the same person or a neighbour at a similar domain",
        _ => "the same person at another address, or a namesake",
    };

    private static string Instead(string known) => known.Length == 0 ? "" : $" (most often {known})";

    private static string Quoted(string text) => "\u201C" + (text.Length > Longest ? text[..Longest] + "…" : text) + "\u201D";
}
