using System.Globalization;
using Tidemark.Detection.Worlds;
using Tidemark.Model;
using Tidemark.Publishing.Tables;

namespace Tidemark.App.Demo;

/// <summary>A synthetic world as a file of posts, in a form that people collect posts in.</summary>
internal static class DemoFile
{
    public static void Write(World world, Stream to)
    {
        using var table = new CsvTable(to, "post_id", "account_id", "created_at", "text", "url");
        int post = 0;
        for (int i = 0; i < world.Shares.Count; i++)
        {
            WorldShare share = world.Shares[i];
            // What the collection holds twice is the same post with the same id.
            post = i > 0 && share == world.Shares[i - 1] ? post : i;
            table.Text(string.Create(CultureInfo.InvariantCulture, $"p{post:D6}"));
            table.Text(World.AccountName(share.Account));
            table.Text(UnixTime.FromSeconds(share.Seconds).ToString());
            table.Text(World.PostText(share));
            table.Text(World.ItemLink(share.Item));
            table.EndRow();
        }
    }
}
