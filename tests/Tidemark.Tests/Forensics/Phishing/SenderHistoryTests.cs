using System.Text.Json.Nodes;
using Tidemark.Forensics.Phishing;
using Tidemark.Forensics.Verdicts;
using Xunit;
using static Tidemark.Tests.Forensics.Phishing.SmallArchive;

namespace Tidemark.Tests.Forensics.Phishing;

public sealed class SenderHistoryTests
{
    private const string NewLink = "http://www.vexorlim.info/list", Elsewhere = "gate.farplace.biz", FarIp = "77.88.99.11";

    [Fact]
    public void A_mail_like_all_before_is_consistent()
    {
        Check check = Judge(Letter(Steady, 40));

        Assert.Equal((SenderHistory.Name, CheckOutcome.Consistent), (check.Name, check.Outcome));
        Assert.Empty(Signals(check));
        Assert.Contains("nothing departs", check.Detail, StringComparison.Ordinal);
        Assert.NotEmpty(check.DoesNotShow);
    }

    [Fact]
    public void One_departure_alone_is_never_inconsistent()
    {
        string[] mails =
        [
            Letter(Steady, 40, host: Elsewhere, ip: FarIp), Letter(Steady, 40, client: "Feather 9"), Letter(Steady, 40, zone: "-0700"), Letter(Steady, 40, link: NewLink),
            Letter(Steady, 40, id: "9F8E7D6C-AAAA-BBBB@harbour-notes.org"), Letter(Steady, 40, replyTo: "other@vexorlim.info"),
        ];

        Assert.All(mails, mail =>
        {
            Check check = Judge(mail);
            Assert.Equal(CheckOutcome.Consistent, check.Outcome);
            Assert.Single(Signals(check));
        });
    }

    [Fact]
    public void A_changed_way_in_alone_is_a_journey_however_complete()
    {
        Check check = Judge(Letter(Steady, 40, host: Elsewhere, ip: FarIp, client: "iPhone Mail (15E148)", id: "A0B1C2D3-1111-2222-3333-444455556666@harbour-notes.org", zone: "-0700"));

        Assert.Equal(CheckOutcome.Consistent, check.Outcome);
        Assert.Equal(["client", "first-hop", "message-id", "zone"], Signals(check).Order(StringComparer.Ordinal));
        Assert.Contains("journey", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_version_of_the_same_program_is_no_departure() => Assert.Empty(Signals(Judge(Letter(Steady, 40, client: "Quill 4.0beta (X11; Linux)"))));

    [Fact]
    public void Another_way_in_with_the_first_link_to_a_domain_is_inconsistent_and_says_why()
    {
        Check check = Judge(Letter(Steady, 40, host: Elsewhere, ip: FarIp, link: NewLink));

        Assert.Equal(CheckOutcome.Inconsistent, check.Outcome);
        Assert.Equal(["first-hop", "link-domain"], Signals(check).Order(StringComparer.Ordinal));
        JsonObject hop = Assert.Single(check.Evidence["signals"]!.AsArray(), signal => signal!["name"]!.GetValue<string>() == "first-hop")!.AsObject();
        Assert.Contains(FarIp, hop["seen"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("desk.harbour-notes.org", hop["known"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(14, hop["mails"]!.GetValue<int>());
        Assert.Contains("vexorlim.info", check.Detail, StringComparison.Ordinal);
        Assert.Contains("may be a journey", check.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("reply-to")]
    [InlineData("nested-target")]
    [InlineData("text-and-target")]
    public void Two_departures_of_different_kinds_are_inconsistent(string kind)
    {
        Check check = Judge(kind switch
        {
            "client" => Letter(Steady, 40, client: "PHPMailer 5.2", id: "0123456789abcdef0123456789abcdef@vexorlim.info", link: NewLink),
            "reply-to" => Letter(Steady, 40, host: Elsewhere, ip: FarIp, replyTo: "ada@vexorlim.info"),
            "nested-target" => Letter(Steady, 40, host: Elsewhere, ip: FarIp, link: "http://www.harbour-notes.org/go?u=http%3A%2F%2Fwww.vexorlim.info%2F"),
            _ => Letter(Steady, 40, host: Elsewhere, ip: FarIp, body: "www.harbour-notes.org<http://www.vexorlim.info/>"),
        });

        Assert.Equal(CheckOutcome.Inconsistent, check.Outcome);
        Assert.Contains(kind, Signals(check));
    }

    [Fact]
    public void Who_always_comes_another_way_says_nothing_by_coming_another_way()
    {
        Check check = Judge(Letter(Wanderer, 40, host: Elsewhere, ip: FarIp, link: NewLink));

        Assert.Equal(CheckOutcome.Consistent, check.Outcome);
        Assert.Contains("first-hop", Signals(check));
    }

    [Fact]
    public void Who_always_links_to_new_sites_says_nothing_by_linking_to_another() =>
        Assert.Equal(CheckOutcome.Consistent, Judge(Letter(Linker, 40, host: Elsewhere, ip: FarIp, link: NewLink)).Outcome);

    [Fact]
    public void A_mail_does_not_vouch_for_itself()
    {
        string mail = Letter(Steady, 40, host: Elsewhere, ip: FarIp, link: NewLink);
        var history = new SenderHistory(new MailArchive(Mails().Append(mail).Append("From x@example.org Mon Apr  1 10:00:00 2024\r\n" + mail.ReplaceLineEndings("\r\n")).Select(Sketch)));

        Check check = history.Judge(Raw(mail));

        Assert.Equal(CheckOutcome.Inconsistent, check.Outcome);
        Assert.Equal(2, check.Evidence["copies_left_out"]!.GetValue<int>());
        Assert.DoesNotContain(FarIp, check.Evidence["signals"]![0]!["known"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Later_mails_count_as_known_and_are_told()
    {
        var history = new SenderHistory(new MailArchive(Mails().Append(Letter(Steady, 27, host: Elsewhere, ip: FarIp, id: "4799.20240428@harbour-notes.org")).Select(Sketch)));

        Check check = history.Judge(Raw(Letter(Steady, 20, host: Elsewhere, ip: FarIp, id: "4790.20240421@harbour-notes.org", link: NewLink)));

        Assert.Equal(CheckOutcome.Consistent, check.Outcome);
        Assert.Equal(1, check.Evidence["later"]!.GetValue<int>());
    }

    [Fact]
    public void A_stranger_who_looks_like_nobody_is_not_testable()
    {
        Check check = Judge(Letter("robin@wexhub.de", 1, link: NewLink));

        Assert.Equal(CheckOutcome.NotTestable, check.Outcome);
        Assert.Contains("0 mails", check.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada@harbour-n0tes.org")]
    [InlineData("ada@harbuor-notes.org")]
    [InlineData("ada@harbournotes.org")]
    [InlineData("ada@harbour-notes.org.vexorlim.info")]
    [InlineData("ada@h\u0430rbour-notes.org")]
    [InlineData("ada@xn--hrbour-notes-x9j.org")]
    public void A_look_alike_of_a_known_correspondent_is_inconsistent(string address)
    {
        Check check = Judge(Letter(address, 1, name: "A Example-ada"));

        Assert.Equal(CheckOutcome.Inconsistent, check.Outcome);
        Assert.Equal(Steady, check.Evidence["imitates"]!.GetValue<string>());
        Assert.Equal(["name-borrowed", "sender-looks-alike"], Signals(check).Where(name => name is "name-borrowed" or "sender-looks-alike").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_name_under_another_ending_needs_something_more()
    {
        Assert.Equal(CheckOutcome.Consistent, Judge(Letter("ada@harbour-notes.net", 1, name: "A Example-ada", host: "desk.harbour-notes.org", ip: "192.0.2.17")).Outcome);
        Assert.Equal(CheckOutcome.Inconsistent, Judge(Letter("ada@harbour-notes.net", 1, name: "A Example-ada", host: Elsewhere, ip: FarIp, link: NewLink)).Outcome);
    }

    [Fact]
    public void A_colleague_at_a_similar_domain_is_not_testable() =>
        Assert.Equal(CheckOutcome.NotTestable, Judge(Letter("robin@harbour-notes.net", 1)).Outcome);

    [Fact]
    public void A_reply_that_quotes_what_nobody_said_in_the_thread_departs()
    {
        const string Invented = "> the boats were sold on the third day and the money was put into the box\n> under the bench beside the door of the house where the nets are kept dry";
        Check check = Judge(Letter(Steady, 40, host: Elsewhere, ip: FarIp, subject: "Re: Stones of the 3", extra: "In-Reply-To: <4714.20240404@people1.org>", body: Invented));

        Assert.Equal(CheckOutcome.Inconsistent, check.Outcome);
        Assert.Contains("quotation", Signals(check));
    }

    [Fact]
    public void The_order_of_the_folder_does_not_matter()
    {
        string mail = Letter(Steady, 40, host: Elsewhere, ip: FarIp, link: NewLink, client: "Feather 9");
        var reversed = new SenderHistory(new MailArchive(Mails().Reverse().Select(Sketch)));

        Assert.Equal(Judge(mail).Evidence.ToJsonString(), reversed.Judge(Raw(mail)).Evidence.ToJsonString());
    }

    [Fact]
    public void Mails_of_one_Message_ID_do_not_make_it_slow()
    {
        var archive = new MailArchive(Enumerable.Range(0, 3_000).Select(i => Sketch(Letter(Steady, i, id: "same@harbour-notes.org", link: "http://a" + i + ".org/"))));

        Assert.NotEqual(CheckOutcome.Inconsistent, new SenderHistory(archive).Judge(Raw(Letter(Steady, 1, id: "same@harbour-notes.org"))).Outcome);
    }

    [Theory]
    [InlineData("From: <<<>>@\nX: y\n\n")]
    [InlineData("From: a@b\nReceived:\nReceived: by\nReceived: from ([[[\nDate: 99\nMessage-ID: <@>\nContent-Type: multipart/mixed; boundary=\n\n--\n----\n")]
    [InlineData("From: \"=?x?b?===?=\" <a@xn--\u00ff.org>\nContent-Type: text/html\n\n<a href=><a href=\"http://\"><a <a href='http://%%%zz/'>x</a")]
    [InlineData("From: a@b.org\nContent-Transfer-Encoding: base64\n\n====\n")]
    public void Malformed_mails_are_judged_like_any_other(string mail) => Assert.NotEqual(CheckOutcome.Inconsistent, Judge(mail).Outcome);

    private static string[] Signals(Check check) => [.. check.Evidence["signals"]!.AsArray().Select(signal => signal!["name"]!.GetValue<string>())];
}
