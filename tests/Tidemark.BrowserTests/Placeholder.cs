namespace Tidemark.BrowserTests;
