using System.Text;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Phishing;
using Xunit;

namespace Tidemark.Tests.Forensics.Phishing;

public sealed class MailPiecesTests
{
    [Theory]
    [InlineData("from desk (gw.example.org [192.0.2.9]) by smtp.example.org; x", "machine desk|domain example.org|network 192.0.0.0/16")]
    [InlineData("from [10.2.181.14] (helo=perl.example) by cpu.example.net with smtp; x", "domain perl.example")]
    [InlineData("from localhost (localhost [127.0.0.1]) by crank.example.net (Postfix); x", "domain example.net")]
    [InlineData("(qmail 25237 invoked by uid 1111); 24 Aug 2002", "unread")]
    [InlineData("by kbs01 with Internet Mail Service (5.5); x", "machine kbs01")]
    [InlineData("from unknown (HELO there) ([216.212.1.121]) (envelope-sender <a@birch.example>) by mail.example.com; x", "machine there|network 216.212.0.0/16")]
    [InlineData("from x ([2001:db8:1::5]) by y", "network 2001:0db8::/32")]
    public void The_way_in_is_named_by_domain_machine_and_network(string received, string tokens) =>
        Assert.Equal(tokens.Split('|').Order(StringComparer.Ordinal), FirstHop.Tokens([received], out _).Order(StringComparer.Ordinal));

    [Fact]
    public void A_line_that_names_only_the_machine_itself_is_read_with_the_one_above() =>
        Assert.Contains("network 203.0.0.0/16", FirstHop.Tokens(["from gate (gate.example.org [203.0.113.4]) by mx; x", "(qmail 1 invoked by uid 1); x"], out _));

    [Fact]
    public void How_somebody_logged_in_is_not_shown()
    {
        FirstHop.Tokens(["from python (gw.example.net [212.9.66.13]) (authenticated) by example.net; x"], out string shown);

        Assert.Equal("python (gw.example.net [212.9.66.13])", shown);
    }

    [Theory]
    [InlineData("Mutt/1.4i", "mutt")]
    [InlineData("Microsoft Outlook Express 6.00.2600.0000", "microsoft outlook express")]
    [InlineData("Microsoft Outlook, Build 10.0.2627", "microsoft outlook")]
    [InlineData("exmh version 2.5 07/13/2001", "exmh")]
    [InlineData("The Bat! (v1.61) Educational", "the bat!")]
    [InlineData("K-9 Mail for Android", "k-9 mail for android")]
    [InlineData(null, "none named")]
    public void A_program_is_its_name_without_version(string? header, string family) => Assert.Equal(family, MailHabits.ClientFamily(header, "<1@x>"));

    [Theory]
    [InlineData("<13258.1030015585@munnari.example>", "9.9")]
    [InlineData("<25C208FC-B909-11D6-9F1A-00039396ECF2@x>", "x-x-x-x-x")]
    [InlineData("<1030715441.2038.31.camel@leviticus>", "9.9.9.camel")]
    [InlineData("<AMEPKEBLDJJCCDEJHAMIEEGIFFAA.ejw@x>", "A.ejw")]
    [InlineData(null, "none")]
    public void A_Message_ID_is_its_shape(string? id, string shape) => Assert.Equal(shape, MailHabits.MessageIdPattern(id));

    [Theory]
    [InlineData("http://www.example.org/a?b", "example.org", "", null)]
    [InlineData("http://r.example.net/go?u=http%3A%2F%2Fwww.example.org%2Fx", "example.net", "example.org", null)]
    [InlineData("http://rd.example.net/mail/*http://www.example.org/x", "example.net", "example.org", null)]
    [InlineData("http://r.example.net/go?u=aHR0cDovL3d3dy5leGFtcGxlLm9yZy8=", "example.net", "example.org", null)]
    [InlineData("http://s.example.net/search?q=cache:1:www.example.org/x+y", "example.net", "", null)]
    [InlineData("http://www.bank.example@pay.vexorlim.info/", "vexorlim.info", "", "bank.example")]
    public void A_link_shows_what_it_hides(string url, string domain, string nested, string? named)
    {
        Link link = LinkReader.Of(url, null)!;

        Assert.Equal((domain, nested, named), (link.Domain, string.Join(' ', link.Nested), link.Named));
    }

    [Fact]
    public void Links_are_read_through_transfer_codings_and_parts()
    {
        string html = Convert.ToBase64String(Encoding.UTF8.GetBytes("<p><a class=x href='https://www.two.example.org/a&amp;b'>www.three.example.com</a>"));
        RawMail mail = SmallArchive.Raw($"From: a@b.org\nContent-Type: multipart/alternative; boundary=\"=x\"\n\n--=x\nContent-Transfer-Encoding: quoted-printable\n\nsee http://www.one.ex=\nample.net/=3Fa.\n--=x\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n{html}\n--=x--\n");

        IReadOnlyList<Link> links = LinkReader.Read(MailParts.Of(mail));

        Assert.Equal(["http://www.one.example.net/?a", "https://www.two.example.org/a&b"], links.Select(link => link.Url));
        Assert.Equal("example.com", links[1].Named);
    }

    [Theory]
    [InlineData("example.org", "example.org", "None")]
    [InlineData("exarnple.org", "example.org", "Deceptive")]
    [InlineData("examp1e.org", "example.org", "Deceptive")]
    [InlineData("ехаmрle.org", "example.org", "Deceptive")]
    [InlineData("exmaple.org", "example.org", "Deceptive")]
    [InlineData("ex-ample.com", "example.org", "Deceptive")]
    [InlineData("example.org.elsewhere.net", "example.org", "Deceptive")]
    [InlineData("example-org.net", "example.org", "Deceptive")]
    [InlineData("example.net", "example.org", "Related")]
    [InlineData("example-mail.net", "example.org", "Related")]
    [InlineData("acn.org", "acm.org", "Related")]
    [InlineData("yahoo.com.au", "yahoo.com", "Related")]
    [InlineData("stone.org", "harbour.org", "None")]
    public void A_domain_looks_like_another_or_not(string host, string known, string likeness) => Assert.Equal(likeness, LookAlike.Of(host, known).ToString());

    [Theory]
    [InlineData("Re: [stones] AW: Fwd: The  list", "the list", true)]
    [InlineData("[stones] The list", "the list", false)]
    [InlineData("=?utf-8?q?Re:_The_list?=", "the list", true)]
    public void A_subject_is_compared_without_its_marks(string header, string subject, bool reply)
    {
        Assert.Equal(subject, ThreadMarks.Subject(header, out bool isReply));
        Assert.Equal(reply, isReply);
    }

    [Theory]
    [InlineData("Jane Roe <jane@example.org>, \"Roe, J.\" <J@Example.ORG>", "jane@example.org Jane Roe|j@example.org Roe, J.")]
    [InlineData("jane@example.org (Jane Roe)", "jane@example.org Jane Roe")]
    [InlineData("=?iso-8859-1?q?J=F6rg_Roe?= <j@example.org>", "j@example.org J\u00f6rg Roe")]
    [InlineData("nobody", "")]
    public void Addresses_are_read_with_their_names(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', Tidemark.Forensics.Phishing.NamedAddress.All(line).Select(address => $"{address.Address} {address.Name}")));
}
