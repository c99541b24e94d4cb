using System.Globalization;
using System.Text;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Phishing;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.Tests.Forensics.Phishing;

/// <summary>A made-up archive: twelve people of steady habits, one who is always on the road, and one who links to a new site every time.</summary>
internal static class SmallArchive
{
    public const string Steady = "ada@harbour-notes.org", Wanderer = "bo@tidebook.net", Linker = "cy@stonelist.com";

    public static SenderHistory History { get; } = new(new MailArchive(Mails().Select(Sketch)));

    public static Check Judge(string mail) => History.Judge(Raw(mail));

    public static RawMail Raw(string mail) => MailReader.Read(Encoding.UTF8.GetBytes(mail), "mail.eml").Value;

    public static MailSketch Sketch(string mail) => MailSketch.Read(Raw(mail));

    public static IEnumerable<string> Mails()
    {
        for (int i = 0; i < 14; i++)
        {
            yield return Letter(Steady, i);
            yield return Letter(Wanderer, i, host: $"host{i}.place{i}.net", ip: $"{20 + i}.{i}.7.9", zone: $"+0{i % 10}00");
            yield return Letter(Linker, i, link: $"http://www.site{i}x.org/a");
            for (int person = 0; person < 10; person++)
            {
                yield return Letter($"p{person}@people{person}.org", i, link: i % 4 == 0 ? "http://www.harbour-notes.org/list" : null);
            }
        }
    }

    /// <summary>One mail; what is not given is as the person always has it.</summary>
    public static string Letter(
        string address, int number, string? name = null, string? host = null, string? ip = null, string? client = null, string? id = null, string? zone = null,
        string? link = null, string? replyTo = null, string extra = "", string? body = null, string? subject = null)
    {
        string domain = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        int day = 1 + number % 28;
        name ??= char.ToUpperInvariant(address[0]) + " Example-" + address[..address.IndexOf('@', StringComparison.Ordinal)];
        return string.Create(CultureInfo.InvariantCulture, $"""
            Received: from mx.reader.example ([198.51.100.7]) by inbox.reader.example with ESMTP; Mon, {day} Apr 2024 10:00:05 +0000
            Received: from {host ?? "desk." + domain} ({host ?? "desk." + domain} [{ip ?? "192.0.2." + (domain.Length % 200)}]) by smtp.{domain} with ESMTP; Mon, {day} Apr 2024 10:00:00 {zone ?? "+0200"}
            From: {name} <{address}>
            To: reader@reader.example
            Subject: {subject ?? "Stones of the " + number}
            Date: Mon, {day} Apr 2024 10:00:00 {zone ?? "+0200"}
            Message-ID: <{id ?? $"{4711 + number}.{20240400 + day}@{domain}"}>
            X-Mailer: {client ?? "Quill 3." + number}
            {(replyTo is null ? "X-Nothing: 1" : "Reply-To: " + replyTo)}
            {(extra.Length == 0 ? "X-More: 1" : extra)}

            {body ?? "The stones were counted and the list was kept in the usual place."}
            {link}

            """);
    }
}
