using System.Globalization;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Traces;

/// <summary>What a mail says of itself: who, to whom, about what, with which program, and every time it gives.</summary>
internal static class MailFacts
{
    private const int Longest = 500;
    private const int MostPerName = 5;
    private const int MostDates = 60;

    private static readonly (string Header, string Name)[] Kept =
    [
        ("From", "from"), ("Sender", "sender"), ("Reply-To", "reply-to"), ("Return-Path", "return-path"), ("To", "to"), ("Cc", "cc"), ("Subject", "subject"),
        ("Message-ID", "message-id"), ("In-Reply-To", "in-reply-to"), ("User-Agent", "application"), ("X-Mailer", "application"), ("List-Id", "list"),
        ("X-Originating-IP", "originating-address"),
    ];

    public static IReadOnlyList<Field> Fields(RawMail mail)
    {
        var fields = new List<Field>();
        foreach ((string header, string name) in Kept)
        {
            foreach (HeaderField field in mail.All(header).Take(MostPerName))
            {
                string value = EncodedWords.Decode(field.Text).Trim().TrimEnd('\0');
                if (value.Length > 0)
                {
                    fields.Add(new Field(name, value.Length <= Longest ? value : value[..Longest] + "…", Source(field)));
                }
            }
        }
        return fields;
    }

    public static IReadOnlyList<DateWitness> Dates(RawMail mail, IReadOnlyList<ReceivedHop> way, IReadOnlyList<DkimResult> signatures)
    {
        var dates = new List<DateWitness>();
        foreach (HeaderField field in mail.All("Date").Take(MostPerName))
        {
            if (MailDate.Read(field.Text) is { } date)
            {
                dates.Add(new DateWitness("sent", date.Iso, Source(field)));
            }
        }
        foreach (DkimResult result in signatures)
        {
            Add(dates, "signed", result.Signature.Signed, $"{Source(result.Signature.Field)} t=");
            Add(dates, "signature-expires", result.Signature.Expires, $"{Source(result.Signature.Field)} x=");
        }
        foreach (ReceivedHop hop in way.Where(hop => hop.Date is not null).Take(MostDates))
        {
            dates.Add(new DateWitness("received", hop.Date!.Value.Iso, Source(hop.Field)));
        }
        return dates;
    }

    private static void Add(List<DateWitness> dates, string what, long? seconds, string source)
    {
        if (seconds is { } value and < 253_402_300_800)
        {
            dates.Add(new DateWitness(what, DateTimeOffset.FromUnixTimeSeconds(value).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), source));
        }
    }

    private static string Source(HeaderField field) => $"{field.Name}, line {field.Line.ToString(CultureInfo.InvariantCulture)}";
}
