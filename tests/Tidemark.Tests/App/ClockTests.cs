using Tidemark.App;
using Xunit;

namespace Tidemark.Tests.App;

public sealed class ClockTests
{
    [Fact]
    public void The_clock_agrees_with_the_file_systems()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "now");
            long written = new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeSeconds();

            Assert.InRange(Clock.Now().Seconds - written, -2, 60);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
