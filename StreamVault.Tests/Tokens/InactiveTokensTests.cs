using StreamVault.Core.Entities;
using StreamVault.Core.Tokens;

namespace StreamVault.Tests.Tokens;

public sealed class InactiveTokensTests
{
    [Fact]
    public void Only_the_latest_tokens_are_remembered()
    {
        var ended = new InactiveTokens();
        for (var i = 0; i <= InactiveTokens.Most; i++)
        {
            ended.Add(SecretHash.Of($"{i}"));
            ended.Add(SecretHash.Of($"{i}"));
        }

        ended.Contains(SecretHash.Of("0")).Should().BeFalse();
        ended.Contains(SecretHash.Of("1")).Should().BeTrue();
        ended.Contains(SecretHash.Of($"{InactiveTokens.Most}")).Should().BeTrue();
    }
}
