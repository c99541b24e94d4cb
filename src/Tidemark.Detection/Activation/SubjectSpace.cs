namespace Tidemark.Detection.Activation;

/// <summary>
/// A place for every word such that words which keep the same company lie side by side, and so a place for every post: two posts on one
/// subject are alike though they share no word. Learnt from all posts of the data, without any list.
/// </summary>
/// <remarks>
/// Random indexing (Kanerva, Kristofersson and Holst 2000; Sahlgren 2005): each word has a fixed random signature, and its place is the sum
/// of the signatures of the words it stands with, less what an average word stands with. Words seen fewer than four times have no place of
/// their own. O(posts × words × 96) in time, 384 bytes a word in memory.
/// </remarks>
internal sealed class SubjectSpace
{
    /// <summary>Numbers a place has.</summary>
    public const int Size = 96;

    private const int Marks = 6;
    private const int Fewest = 4;

    private readonly PostWords _words;
    private readonly float[] _place;

    private SubjectSpace(PostWords words, float[] place) => (_words, _place) = (words, place);

    /// <summary>Learns from the posts, given by their texts in a fixed order.</summary>
    public static SubjectSpace Of(ReadOnlySpan<int> texts, PostWords words)
    {
        int vocabulary = words.Vocabulary.Count;
        int[] row = new int[vocabulary];
        int rows = 0;
        for (int word = 0; word < vocabulary; word++)
        {
            row[word] = words.Weight[word] > 0 && words.Posts[word] >= Fewest ? rows++ : -1;
        }
        float[] sums = new float[checked(rows * Size)], all = new float[Size], post = new float[Size];
        double[] company = new double[rows];
        double everything = 0;
        foreach (int text in texts)
        {
            Array.Clear(post);
            double weights = 0;
            foreach (int word in words[text])
            {
                if (row[word] >= 0)
                {
                    Sign(words.Mark[word], (float)words.Weight[word], post);
                    weights += words.Weight[word];
                }
            }
            foreach (int word in words[text])
            {
                if (row[word] >= 0)
                {
                    Add(sums.AsSpan(row[word] * Size, Size), post, 1);
                    // A word is not its own company.
                    Sign(words.Mark[word], -(float)words.Weight[word], sums.AsSpan(row[word] * Size, Size));
                    company[row[word]] += weights - words.Weight[word];
                }
            }
            Add(all, post, 1);
            everything += weights;
        }
        float[] place = new float[vocabulary * Size];
        for (int word = 0; word < vocabulary; word++)
        {
            if (row[word] < 0 || company[row[word]] <= 0)
            {
                continue;
            }
            Span<float> here = place.AsSpan(word * Size, Size);
            ReadOnlySpan<float> mine = sums.AsSpan(row[word] * Size, Size);
            double norm = 0;
            for (int d = 0; d < Size; d++)
            {
                here[d] = (float)(mine[d] / company[row[word]] - all[d] / everything);
                norm += here[d] * here[d];
            }
            // Rare words lie where chance put them.
            double scale = norm > 0 ? words.Weight[word] / Math.Sqrt(norm) * words.Posts[word] / (words.Posts[word] + 6.0) : 0;
            for (int d = 0; d < Size; d++)
            {
                here[d] *= (float)scale;
            }
        }
        return new SubjectSpace(words, place);
    }

    /// <summary>Writes the place of a text, of length 1, or 0 where no word of it has one.</summary>
    public void Place(int text, Span<float> into)
    {
        into.Clear();
        foreach (int word in _words[text])
        {
            if (_words.Weight[word] > 0)
            {
                Add(into, _place.AsSpan(word * Size, Size), 1);
            }
        }
        float norm = Dot(into, into);
        if (norm > 0)
        {
            float scale = 1 / MathF.Sqrt(norm);
            for (int d = 0; d < Size; d++)
            {
                into[d] *= scale;
            }
        }
    }

    /// <summary>How much the place of a word lies in a direction.</summary>
    public double Along(int word, ReadOnlySpan<float> direction) => Dot(_place.AsSpan(word * Size, Size), direction);

    /// <summary>Adds one place to another.</summary>
    public static void Add(Span<float> to, ReadOnlySpan<float> what, float times)
    {
        for (int d = 0; d < Size; d++)
        {
            to[d] += times * what[d];
        }
    }

    /// <summary>The scalar product. Summed in one order, so that every processor gives the same figure.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int d = 0; d < Size; d += 4)
        {
            s0 += a[d] * b[d];
            s1 += a[d + 1] * b[d + 1];
            s2 += a[d + 2] * b[d + 2];
            s3 += a[d + 3] * b[d + 3];
        }
        return s0 + s1 + (s2 + s3);
    }

    /// <summary>Adds a signature: six marks of plus or minus one at places that hang on the word's bytes alone.</summary>
    private static void Sign(ulong mark, float weight, Span<float> into)
    {
        for (int i = 0; i < Marks; i++)
        {
            ulong draw = SeededRandom.SplitMix64(ref mark);
            into[(int)(draw % Size)] += (draw >> 63) == 0 ? weight : -weight;
        }
    }
}
