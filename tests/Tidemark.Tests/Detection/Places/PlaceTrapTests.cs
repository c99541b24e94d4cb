using Tidemark.Detection.Places;
using Xunit;

namespace Tidemark.Tests.Detection.Places;

/// <summary>False alarms: people, streets, dishes, plants, waters, works and longer names that hold the name of a place.</summary>
public sealed class PlaceTrapTests
{
    [Theory]
    [InlineData("Savannah smiled and Austin laughed.")]
    [InlineData("Turn left on Alabama Street, then cross Georgia Avenue.")]
    [InlineData("Virginia Woolf and Tennessee Williams are on the shelf.")]
    [InlineData("She served Boston cream pie on the good china.")]
    [InlineData("The Ohio River rose; Lake Michigan and the Gulf of Mexico did not.")]
    [InlineData("George Washington, Denzel Washington and Booker T. Washington.")]
    [InlineData("We ate turkey, Brussels sprouts and Kentucky Fried Chicken.")]
    [InlineData("He speaks Spanish and German and is learning Italian.")]
    [InlineData("Reading is nice; the bath was hot; my mobile rang.")]
    [InlineData("Dear Charlotte, your letter came.")]
    [InlineData("The musical \"Chicago\" and the film Fargo were on.")]
    [InlineData("See http://example.com/ohio/texas or ask @OhioDiner.")]
    [InlineData("Her dog Memphis slept, the horse Dakota ate and a parrot Cleveland sang.")]
    [InlineData("The Boston terrier, the Maine coon and the Siberian husky slept.")]
    public void What_is_called_like_a_place_is_none(string text) => Assert.Empty(PlaceReader.Read(text));

    [Theory]
    [InlineData("It rained in New Mexico.", "New Mexico", "US-NM")]
    [InlineData("It rained in West Virginia.", "West Virginia", "US-WV")]
    [InlineData("It rained in Paris, Texas.", "Paris, Texas", "US-TX")]
    [InlineData("It rained in Paris.", "Paris", "FR")]
    [InlineData("The North Dakota Highway Patrol waited.", "North Dakota", "US-ND")]
    [InlineData("It rained in Kisumu, Kenya.", "Kisumu, Kenya", "KE")]
    [InlineData("It rained in Dunmore, Pa.", "Dunmore, Pa.", "US-PA")]
    [InlineData("It rained in Tbilisi, Georgia.", "Tbilisi, Georgia", "GE")]
    [InlineData("It rained in São Paulo.", "São Paulo", "BR")]
    [InlineData("It rained in Washington, D.C.", "Washington, D.C.", "US-DC")]
    public void A_name_is_one_span_with_its_state_or_country(string text, string name, string place)
    {
        PlaceMention mention = Assert.Single(PlaceReader.Read(text));

        Assert.Equal((name, place), (mention.Cut.Text, mention.Place));
        Assert.NotEmpty(mention.Rule);
    }

    [Theory]
    [InlineData("Vermonters, lend a hand.", PlaceRole.Target)]
    [InlineData("Philadelphians, the museum opens at nine: bring your cards.", PlaceRole.Target)]
    [InlineData("Kentucky: come on Friday.", PlaceRole.Target)]
    [InlineData("This one is for all of you in Utah.", PlaceRole.Target)]
    [InlineData("The office urged Texans to save water.", PlaceRole.Target)]
    [InlineData("The Ohio senator left.", PlaceRole.Biography)]
    [InlineData("The governor of Vermont left.", PlaceRole.Biography)]
    [InlineData("A Tulsa man left.", PlaceRole.Biography)]
    [InlineData("A Chicagoan won the race.", PlaceRole.Biography)]
    [InlineData("Helen Price, 88, of Macon, died on Tuesday.", PlaceRole.Biography)]
    [InlineData("Gardener. Nurse in Seattle. Opinions mine.", PlaceRole.Biography)]
    [InlineData("BISMARCK -- Snow closed two roads.", PlaceRole.Outlet)]
    [InlineData("She was raised in Oregon.", PlaceRole.Biography)]
    [InlineData("ATHENS, Ga. — The bridge is open.", PlaceRole.Outlet)]
    [InlineData("The Savannah Morning News was late.", PlaceRole.Outlet)]
    [InlineData("It snowed in Ohio.", PlaceRole.Mention)]
    [InlineData("The pears come from Oregon.", PlaceRole.Mention)]
    public void The_role_follows_what_the_text_does_with_the_place(string text, PlaceRole role) =>
        Assert.Equal(role, Assert.Single(PlaceReader.Read(text)).Role);

    [Fact]
    public void A_text_that_addresses_one_place_and_names_another_has_two_roles() =>
        Assert.Equal(
            [("US-VT", PlaceRole.Target), ("US-NH", PlaceRole.Mention)],
            PlaceReader.Read("Vermonters, bring a rake. It rained in New Hampshire.").Select(mention => (mention.Place, mention.Role)));

    [Fact]
    public void What_else_is_named_settles_which_Georgia_is_meant()
    {
        Assert.Equal("GE", PlaceReader.Read("Walnuts from Georgia reach Armenia by way of Tbilisi.")[0].Place);
        Assert.Equal("US-GA", PlaceReader.Read("Peaches from Georgia reach Alabama by way of Atlanta.")[0].Place);
    }
}
