using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Mail.Dkim;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Mail;

/// <summary>Dates, addresses, domains and other words of mail headers.</summary>
public sealed class MailWordsTests
{
    [Theory]
    [InlineData("Mon, 3 Jun 2024 10:00:05 +0200", "2024-06-03T10:00:05+02:00")]
    [InlineData("3 Jun 2024 10:00 -0000", "2024-06-03T10:00:00Z")]
    [InlineData("Mon, 03 Jun 02 10:00:05 EST (comment)", "2002-06-03T10:00:05-05:00")]
    [InlineData("Thu Jan  1 12:13:14 2015", "2015-01-01T12:13:14")]
    [InlineData("Mon, 3 Jun 2024 10:00:05", "2024-06-03T10:00:05")]
    [InlineData("Mon, 31 Feb 2024 10:00:05 +0000", null)]
    [InlineData("never", null)]
    [InlineData("Mon, 3 Jun 99999 10:00:05 +0000", null)]
    public void Dates_are_read_with_their_zone_as_far_as_it_is_given(string text, string? iso) => Assert.Equal(iso, MailDate.Read(text)?.Iso);

    [Theory]
    [InlineData("Name <a@Example.ORG>", "a@example.org")]
    [InlineData("\"x@other.example\" <a@example.org>", "a@example.org")]
    [InlineData("a@example.org (x@other.example)", "a@example.org")]
    [InlineData("a@example.org, Group: b@example.org;", "a@example.org b@example.org")]
    [InlineData("\"odd one\"@example.org", "\"odd one\"@example.org")]
    [InlineData("undisclosed", "")]
    public void Addresses_are_found_and_names_are_none(string text, string addresses) => Assert.Equal(addresses, string.Join(' ', MailAddress.Read(text)));

    [Theory]
    [InlineData("mail.example.org", "example.org")]
    [InlineData("example.org", "example.org")]
    [InlineData("a.b.example.co.uk", "example.co.uk")]
    [InlineData("co.uk", "co.uk")]
    [InlineData("mail.web.de", "web.de")]
    [InlineData("x.gov.br", "x.gov.br")]
    [InlineData("me.github.io", "me.github.io")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("localhost", "localhost")]
    public void The_domain_that_somebody_registered_is_found(string domain, string owner) => Assert.Equal(owner, OrganisationalDomain.Of(domain));

    [Theory]
    [InlineData("=?utf-8?Q?caf=C3=A9_?= =?UTF-8?B?YmFy?= plain", "café bar plain")]
    [InlineData("=?no-such-charset?Q?a?=", "=?no-such-charset?Q?a?=")]
    [InlineData("=?utf-8?B?!?=", "=?utf-8?B?!?=")]
    public void Encoded_words_are_made_readable_where_they_can_be(string text, string read) => Assert.Equal(read, EncodedWords.Decode(text));

    [Fact]
    public void Clocks_that_run_backwards_are_told_and_accuse_nobody()
    {
        const string Newer = "Received: from a by b.example.net; Mon, 3 Jun 2024 07:00:00 +0000\r\n";

        Check forwards = Mails.Verdict(Mails.Plain).Check("received-path");
        Check backwards = Mails.Verdict(Newer + Mails.Plain).Check("received-path");

        Assert.Equal(CheckOutcome.Consistent, forwards.Outcome);
        Assert.Equal(CheckOutcome.NotTestable, backwards.Outcome);
        Assert.Contains("60 minutes before", backwards.Detail, StringComparison.Ordinal);
        Assert.Equal(2, backwards.Evidence["stations"]!.AsArray().Count);
    }

    [Fact]
    public void What_servers_wrote_down_is_hearsay_and_contradictions_are_told()
    {
        var signer = new Signer();
        KeyArchive keys = Mails.Keys((signer.Txt(), "a"));
        string mail = "Authentication-Results: mx.example.net (a (nested) comment);\r\n dkim=pass header.d=example.org; spf=softfail\r\n" + signer.Sign(Mails.Plain);

        Check fits = Mails.Verdict(mail, keys).Check("recorded-results");
        Check altered = Mails.Verdict(mail + "x", keys).Check("recorded-results");

        Assert.Equal(CheckOutcome.NotTestable, fits.Outcome);
        Assert.Contains("mx.example.net: dkim=pass, spf=softfail", fits.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("tested here", fits.Detail, StringComparison.Ordinal);
        Assert.Contains("tested here it does not", altered.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Captures_of_the_DNS_are_read_with_file_and_line_as_source()
    {
        const string Capture = "; <<>> dig\nsel._domainkey.example.org. 300 IN TXT \"v=DKIM1; k=rsa; \" \"p=AAAA\"\nother text\n"
            + "sel2._domainkey.example.org descriptive text \"v=DKIM1; p=\"\nsel3._domainkey.example.org. IN TXT ( \"v=DKIM1\\;\"\n  \" p=AAAA\" )\n;; WHEN: Mon Jun 03 10:00:00 UTC 2024\n";

        IReadOnlyList<KeyRecord> records = KeyCaptures.Read(Capture, "some/folder/capture.txt");

        Assert.Equal(["sel", "sel2", "sel3"], records.Select(record => record.Selector));
        Assert.All(records, record => Assert.Equal("example.org", record.Domain));
        Assert.True(records[1].Revoked);
        Assert.Equal("capture.txt line 5, asked Mon Jun 03 10:00:00 UTC 2024", records[2].Source);
        Assert.Equal(records[0].Fault, records[2].Fault); // "AAAA" is no key, in both alike: the strings were joined.
        Assert.Contains("no RSA key", records[0].Fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "a list of keys is expected")]
    [InlineData("[{\"selector\":1}]", "entry 0")]
    [InlineData("[", "no JSON")]
    [InlineData("hello", "neither")]
    public void An_archive_that_is_none_is_refused_with_a_reason(string text, string reason) =>
        Assert.Contains(reason, KeyArchive.Read(System.Text.Encoding.UTF8.GetBytes(text), "keys").Fault.Reason, StringComparison.Ordinal);
}
