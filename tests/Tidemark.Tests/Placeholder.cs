namespace Tidemark.Tests;
