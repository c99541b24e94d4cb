namespace Tidemark.Detection.Activation;

/// <summary>
/// How alike the weeks of one life are in what they write: for each two weeks three weeks apart or more, the sum of the likenesses of their
/// posts. Weeks that lie nearer are left out everywhere, because threads and lapses make them alike.
/// </summary>
internal sealed class SubjectBlocks
{
    /// <summary>More blocks than this and they get longer than a week.</summary>
    private const int Most = 96;

    private SubjectBlocks(int first, int length, int distance, int[] posts, double[] likeness) =>
        (First, Length, Distance, Posts, Likeness) = (first, length, distance, posts, likeness);

    /// <summary>The first day of the first block.</summary>
    public int First { get; }

    /// <summary>Days a block.</summary>
    public int Length { get; }

    /// <summary>Blocks that two blocks must lie apart to be compared.</summary>
    public int Distance { get; }

    /// <summary>Posts in each block.</summary>
    public int[] Posts { get; }

    /// <summary>The sums, square by rows.</summary>
    public double[] Likeness { get; }

    /// <summary>How many blocks there are.</summary>
    public int Count => Posts.Length;

    /// <summary>Sorts posts into blocks and compares them. O(posts + blocks²).</summary>
    /// <param name="days">The day of each post, in order.</param>
    /// <param name="places">Its place in the subject space, one after the other.</param>
    public static SubjectBlocks Of(ReadOnlySpan<int> days, ReadOnlySpan<float> places)
    {
        int first = days[0], span = days[^1] - first + 1;
        int length = Math.Max(7, (span + Most - 1) / Most), count = (span + length - 1) / length;
        int apart = Apart(length);
        int[] posts = new int[count];
        float[] sums = new float[count * SubjectSpace.Size];
        for (int i = 0; i < days.Length; i++)
        {
            int block = (days[i] - first) / length;
            posts[block]++;
            SubjectSpace.Add(sums.AsSpan(block * SubjectSpace.Size, SubjectSpace.Size), places.Slice(i * SubjectSpace.Size, SubjectSpace.Size), 1);
        }
        double[] likeness = new double[count * count];
        for (int a = 0; a < count; a++)
        {
            for (int b = a + apart; b < count; b++)
            {
                likeness[a * count + b] = likeness[b * count + a] = posts[a] == 0 || posts[b] == 0
                    ? 0 : SubjectSpace.Dot(sums.AsSpan(a * SubjectSpace.Size, SubjectSpace.Size), sums.AsSpan(b * SubjectSpace.Size, SubjectSpace.Size));
            }
        }
        return new SubjectBlocks(first, length, apart, posts, likeness);
    }

    /// <summary>Blocks from one to the next it is compared with: three weeks, so that a lapse of a fortnight is never like itself.</summary>
    private static int Apart(int length) => Math.Max(1, (21 + length - 1) / length);
}
