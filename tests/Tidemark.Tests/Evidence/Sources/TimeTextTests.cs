using System.Globalization;
using System.Text;
using CsCheck;
using Tidemark.Evidence.Sources;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Sources;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("1623881091", "2021-06-16T22:04:51Z")]
    [InlineData("1606451170.518101", "2020-11-27T04:26:10.518101Z")]
    [InlineData("1606451170.123456789", "2020-11-27T04:26:10.123456789Z")]
    [InlineData("1606451170.1234567891", "2020-11-27T04:26:10.123456789Z")]
    [InlineData("1723761345.0", "2024-08-15T22:35:45Z")]
    [InlineData("1723761345123", "2024-08-15T22:35:45.123Z")]
    [InlineData("1723761345123.5", "2024-08-15T22:35:45.1235Z")]
    [InlineData("1723761345123456", "2024-08-15T22:35:45.123456Z")]
    [InlineData("1723761345123456789", "2024-08-15T22:35:45.123456789Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("-1.5", "1969-12-31T23:59:58.5Z")]
    [InlineData("2024-08-15T22:35:45Z", "2024-08-15T22:35:45Z")]
    [InlineData("2024-08-15 22:35:45+02:00", "2024-08-15T20:35:45Z")]
    [InlineData("2024-08-15T22:35:45.5-0530", "2024-08-16T04:05:45.5Z")]
    [InlineData("2024-08-15T22:35:45,25z", "2024-08-15T22:35:45.25Z")]
    [InlineData("2024-08-15T22:35+00:00", "2024-08-15T22:35:00Z")]
    [InlineData("2024-08-15 22:35:45 UTC", "2024-08-15T22:35:45Z")]
    [InlineData("2021-08-21 19:50:36 EDT", "2021-08-21T23:50:36Z")]
    [InlineData("2024/08/15 22:35:45Z", "2024-08-15T22:35:45Z")]
    [InlineData("20240815T223545Z", "2024-08-15T22:35:45Z")]
    [InlineData("Wed Aug 27 13:08:45 +0000 2008", "2008-08-27T13:08:45Z")]
    [InlineData("Wed, 27 Aug 2008 13:08:45 +0200", "2008-08-27T11:08:45Z")]
    [InlineData("Wed, 7 Aug 2008 13:08:45 GMT", "2008-08-07T13:08:45Z")]
    [InlineData(" 1623881091 ", "2021-06-16T22:04:51Z")]
    public void A_time_that_names_its_zone_is_read(string text, string expected)
    {
        Assert.Equal(TimeProblem.None, Read(text, SourceZone.AssumedUtc, out UnixTime time, out ZoneSource source));
        Assert.Equal(expected, time.ToString());
        Assert.Equal(ZoneSource.Stated, source);
    }

    [Theory]
    [InlineData("2017-08-06 08:15")]
    [InlineData("2017-08-06 8:15")]
    [InlineData("2017-08-06T08:15:00")]
    [InlineData("20170806081500")]
    public void A_time_without_zone_is_in_the_zone_given(string text)
    {
        Assert.Equal(TimeProblem.None, Read(text, SourceZone.AssumedUtc, out UnixTime utc, out ZoneSource assumed));
        Assert.Equal(("2017-08-06T08:15:00Z", ZoneSource.Assumed), (utc.ToString(), assumed));
        Assert.Equal(TimeProblem.None, Read(text, SourceZone.Parse("Europe/Berlin").Value, out UnixTime berlin, out ZoneSource given));
        Assert.Equal(("2017-08-06T06:15:00Z", ZoneSource.Given), (berlin.ToString(), given));
        Assert.Equal(TimeProblem.None, Read(text, SourceZone.Parse("-03:30").Value, out UnixTime offset, out _));
        Assert.Equal("2017-08-06T11:45:00Z", offset.ToString());
    }

    [Theory]
    [InlineData("", TimeProblem.Empty)]
    [InlineData("2024-08-15", TimeProblem.DayOnly)]
    [InlineData("31/13/2024", TimeProblem.NotADate)]
    [InlineData("31/12/2024 10:00", TimeProblem.NotYearFirst)]
    [InlineData("8/6/17 8:15", TimeProblem.NotYearFirst)]
    [InlineData("2024-02-30T00:00:00Z", TimeProblem.NotADate)]
    [InlineData("2023-02-29 00:00", TimeProblem.NotADate)]
    [InlineData("2024-08-15T24:00:00Z", TimeProblem.NotADate)]
    [InlineData("2024-08-15T22:35:60Z", TimeProblem.NotADate)]
    [InlineData("2024-08-15T22:35:45+0", TimeProblem.NotADate)]
    [InlineData("2024-08-15T22:35:45 BST", TimeProblem.Zone)]
    [InlineData("1.62388E+09", TimeProblem.Scientific)]
    [InlineData("2e9", TimeProblem.Scientific)]
    [InlineData("99999999999", TimeProblem.OutOfRange)]
    [InlineData("3024-08-15T22:35:45Z", TimeProblem.OutOfRange)]
    [InlineData("yesterday", TimeProblem.NotADate)]
    [InlineData("12abc", TimeProblem.NotADate)]
    [InlineData("1606451170.", TimeProblem.NotADate)]
    [InlineData("--5", TimeProblem.NotADate)]
    public void What_is_no_moment_is_refused_with_its_reason(string text, TimeProblem problem)
    {
        Assert.Equal(problem, Read(text, SourceZone.AssumedUtc, out _, out _));
        string reason = TimeText.Reason(problem, Encoding.UTF8.GetBytes(text), SourceZone.AssumedUtc);
        Assert.Contains(text, reason, StringComparison.Ordinal);
        Assert.StartsWith(text.Length == 0 ? "the time" : "time '", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hour_that_occurs_twice_or_never_is_refused()
    {
        SourceZone berlin = SourceZone.Parse("Europe/Berlin").Value;
        Assert.Equal(TimeProblem.Skipped, Read("2024-03-31 02:30:00", berlin, out _, out _));
        Assert.Equal(TimeProblem.Twice, Read("2024-10-27 02:30:00", berlin, out _, out _));
        Assert.Equal(TimeProblem.None, Read("2024-10-27 02:30:00+01:00", berlin, out _, out _));
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("+25:00")]
    [InlineData("")]
    public void An_unknown_zone_is_refused(string zone) => Assert.False(SourceZone.Parse(zone).Ok);

    [Fact]
    public void Iso_times_agree_with_the_library() =>
        Gen.Select(Gen.Long[-9_000_000_000, 9_000_000_000], Gen.Int[0, 9_999_999], Gen.Int[-14 * 60, 14 * 60], Gen.Bool).Sample((seconds, ticks, offset, t) =>
        {
            DateTimeOffset moment = new DateTimeOffset(DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(ticks)).ToOffset(TimeSpan.FromMinutes(offset));
            string text = moment.ToString(t ? "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz" : "yyyy-MM-dd HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
            return Read(text, SourceZone.AssumedUtc, out UnixTime time, out _) == TimeProblem.None
                && time.Nanoseconds == (moment.UtcTicks - DateTime.UnixEpoch.Ticks) * 100;
        });

    [Fact]
    public void Classic_times_agree_with_the_library() =>
        Gen.Long[0, 4_000_000_000].Sample(seconds =>
        {
            DateTime moment = DateTime.UnixEpoch.AddSeconds(seconds);
            return Read(moment.ToString("ddd MMM dd HH:mm:ss '+0000' yyyy", CultureInfo.InvariantCulture), SourceZone.AssumedUtc, out UnixTime time, out _)
                == TimeProblem.None && time == UnixTime.FromSeconds(seconds);
        });

    [Fact]
    public void Decimal_seconds_agree_with_decimal_arithmetic() =>
        Gen.Select(Gen.Long[0, 9_000_000_000], Gen.Int[0, 999_999_999], Gen.Int[1, 9]).Sample((seconds, nanoseconds, digits) =>
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{seconds}.{nanoseconds:D9}")[..^(9 - digits)];
            return Read(text, SourceZone.AssumedUtc, out UnixTime time, out _) == TimeProblem.None
                && time.Nanoseconds == (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * 1_000_000_000m);
        });

    [Fact]
    public void Whatever_is_written_is_a_time_or_a_problem()
    {
        Gen<string> near = Gen.OneOf(Gen.Const("2024-08-15T22:35:45.123+02:00"), Gen.Const("Wed Aug 27 13:08:45 +0000 2008"),
            Gen.Const("Wed, 27 Aug 2008 13:08:45 +0000"), Gen.Const("1606451170.518101"), Gen.Const("20240815T223545Z"));
        Gen.Select(near, Gen.Int[0, 40], Gen.Char["0123456789-:+.TZ /,eE a"], Gen.Int[0, 2]).Sample((text, at, c, how) =>
        {
            at = Math.Min(at, text.Length - 1);
            string mangled = how switch { 0 => text[..at] + c + text[(at + 1)..], 1 => text[..at], _ => text.Insert(at, c.ToString()) };
            TimeProblem problem = Read(mangled, SourceZone.AssumedUtc, out UnixTime time, out _);
            return problem != TimeProblem.None || time.ToString().EndsWith('Z');
        }, iter: 6_000);
    }

    private static TimeProblem Read(string text, SourceZone zone, out UnixTime time, out ZoneSource source) =>
        TimeText.Read(Encoding.UTF8.GetBytes(text), zone, out time, out source);
}
