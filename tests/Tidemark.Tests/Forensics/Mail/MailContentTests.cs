using System.Text;
using Tidemark.Forensics.Mail;
using Xunit;

namespace Tidemark.Tests.Forensics.Mail;

public sealed class MailContentTests
{
    // The first rows are the examples of RFC 2047, section 8.
    [Theory]
    [InlineData("(=?ISO-8859-1?Q?a?=)", "(a)")]
    [InlineData("(=?ISO-8859-1?Q?a?= b)", "(a b)")]
    [InlineData("(=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=)", "(ab)")]
    [InlineData("(=?ISO-8859-1?Q?a?=    =?ISO-8859-1?Q?b?=)", "(ab)")]
    [InlineData("(=?ISO-8859-1?Q?a_b?=)", "(a b)")]
    [InlineData("=?utf-8?B?w6Q=?= =?utf-8?b?w?= =?utf-8?B?w7w=?=", "\u00E4\u00FC")]
    [InlineData("=?utf-8?B?4pw=?= =?utf-8?B?kw==?=", "\u2713")]
    [InlineData("=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Gr\u00FC\u00DFe")]
    [InlineData("=?windows-1251?Q?=CF=F0?= x =?koi8-r?B?0NI=?=", "\u041F\u0440 x \u043F\u0440")]
    [InlineData("=?no-such-set?Q?a?= =?utf-8?X?a?= =?utf-8?Q?a", "=?no-such-set?Q?a?= =?utf-8?X?a?= =?utf-8?Q?a")]
    [InlineData("=?=?=?utf-8?Q?a?=", "=?=?a")]
    public void Encoded_words_are_decoded(string written, string read) => Assert.Equal(read, EncodedWords.Decode(written));

    [Theory]
    [InlineData("a=3Db=\nc  \nd=ZZ=", "quoted-printable", "a=bc\nd=ZZ")]
    [InlineData("YW\nJj!ZA", "BASE64", "abcd")]
    [InlineData("a=3D", "8bit", "a=3D")]
    [InlineData("a=3D", null, "a=3D")]
    [InlineData("Y", "base64", "")]
    public void Bodies_are_decoded(string body, string? encoding, string read) =>
        Assert.Equal(read, Encoding.UTF8.GetString(TransferEncoding.Decode(Encoding.UTF8.GetBytes(body), encoding)));

    [Fact]
    public void A_mail_is_read_as_a_mail_program_shows_it()
    {
        MailContent mail = Read("From: =?utf-8?Q?J=C3=B6rg?= <j@A.example>\nTo: undisclosed-recipients:;\nCc: \"C, \\\"D\\\"\" <c@a.example>, Group: d@a.example, e@a.example;\n"
            + "Subject:\nContent-Type: text/html; charset=\"windows-1252\"\n\n\u0093x");

        Assert.Equal(new NamedAddress("j@a.example", "J\u00F6rg"), mail.From.Single());
        Assert.Empty(mail.To);
        Assert.Equal(["c@a.example", "d@a.example", "e@a.example"], mail.Cc.Select(one => one.Address));
        Assert.Equal("C, \"D\"", mail.Cc[0].Name);
        Assert.Equal(("", "\u201Cx", false), (mail.Subject, mail.Body, mail.IsMultipart));
        Assert.Null(mail.Date);
    }

    [Fact]
    public void What_is_no_text_has_no_body()
    {
        Assert.Null(Read("Content-Type: multipart/mixed; boundary=x\n\n--x--").Body);
        Assert.Null(Read("Content-Type: application/pdf\n\nx").Body);
        Assert.Equal("x", Read("X: y\n\nx").Body);
    }

    [Fact]
    public void Long_and_odd_fields_take_linear_time()
    {
        Assert.Equal(600_000, EncodedWords.Decode(string.Concat(Enumerable.Repeat("=?utf-8", 85_714)) + "xx").Length);
        Assert.Equal(600_000, EncodedWords.Decode(string.Concat(Enumerable.Repeat("=?a?Q?", 100_000))).Length);
        Assert.Equal("xx", EncodedWords.Decode(string.Join(' ', Enumerable.Repeat("=?utf-8?Q?x?=", 2))));
    }

    private static MailContent Read(string text) => MailContent.Of(MailReader.Read(Encoding.Latin1.GetBytes(text), "m.eml").Value);
}
