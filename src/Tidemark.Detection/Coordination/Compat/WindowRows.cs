namespace Tidemark.Detection.Coordination.Compat;

/// <summary>The rows in the window around each row, of the same object: first row and end, exclusive.</summary>
internal sealed class WindowRows
{
    public WindowRows(ShareIndex index, long window)
    {
        From = new int[index.Rows];
        To = new int[index.Rows];
        long[] time = index.Time;
        for (int o = 0; o < index.Objects; o++)
        {
            int end = index.ObjectStart[o + 1];
            int left = index.ObjectStart[o];
            int right = left;
            for (int i = left; i < end; i++)
            {
                while (unchecked((ulong)(time[i] - time[left])) > (ulong)window)
                {
                    left++;
                }
                right = Math.Max(right, i + 1);
                while (right < end && unchecked((ulong)(time[right] - time[i])) <= (ulong)window)
                {
                    right++;
                }
                From[i] = left;
                To[i] = right;
            }
        }
    }

    public int[] From { get; }

    public int[] To { get; }
}
