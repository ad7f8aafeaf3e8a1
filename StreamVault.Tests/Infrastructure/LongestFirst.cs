using Xunit.Abstractions;

[assembly: TestCollectionOrderer(
    $"StreamVault.Tests.Infrastructure.{nameof(StreamVault.Tests.Infrastructure.LongestFirst)}",
    "StreamVault.Tests"
)]

namespace StreamVault.Tests.Infrastructure;

/// <summary>
/// Begins with the browser's tests: they go one after the other, take longest together, and mostly wait, so that what
/// encodes runs beside them. Begun late, they would be left alone at the end, with half of the machine idle.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName == Browser.Name);
}
