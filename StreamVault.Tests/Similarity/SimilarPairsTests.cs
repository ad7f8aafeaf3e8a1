using StreamVault.Core.Background;
using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Core.Similarity;
using StreamVault.Tests.Components;

namespace StreamVault.Tests.Similarity;

public sealed class SimilarPairsTests : PageFixture
{
    private SimilarPairs Pairs => Get<SimilarPairs>();

    [Theory]
    [InlineData(SimilarDecision.Separate, SimilarVideosState.Separate)]
    [InlineData(SimilarDecision.Linked, SimilarVideosState.Linked)]
    public async Task Keeping_both_ends_the_suggestion(SimilarDecision decision, SimilarVideosState state)
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services);

        (await Pairs.DecideAsync(second, first, decision, withPrivate: false, Ct)).Should().BeTrue();

        (await SimilarVault.StateAsync(Services)).Should().Be(state);
        (await Pairs.CountAsync(withPrivate: false, Ct)).Should().Be(0);
    }

    [Fact]
    public async Task Linked_videos_are_other_versions_of_each_other()
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services);

        await Pairs.DecideAsync(first, second, SimilarDecision.Linked, withPrivate: false, Ct);

        (await OtherVersionsAsync(first)).Should().Equal(second);
        (await OtherVersionsAsync(second)).Should().Equal(first);
    }

    [Theory]
    [InlineData(SimilarDecision.KeepFirst, false)]
    [InlineData(SimilarDecision.KeepSecond, true)]
    public async Task Keeping_one_moves_the_other_to_the_trash(SimilarDecision decision, bool movesFirst)
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services);

        await Pairs.DecideAsync(first, second, decision, withPrivate: false, Ct);

        (await IsTrashedAsync(first)).Should().Be(movesFirst);
        (await IsTrashedAsync(second)).Should().Be(!movesFirst);
        (await Pairs.CountAsync(withPrivate: false, Ct)).Should().Be(0);
    }

    [Theory]
    [InlineData(SimilarDecision.Separate)]
    [InlineData(SimilarDecision.Linked)]
    [InlineData(SimilarDecision.KeepFirst)]
    [InlineData(SimilarDecision.KeepSecond)]
    public async Task Undoing_a_decision_suggests_the_pair_again(SimilarDecision decision)
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services);
        await Pairs.DecideAsync(first, second, decision, withPrivate: false, Ct);

        await Pairs.UndoAsync(first, second, decision, Ct);

        (await Pairs.ListAsync(withPrivate: false, Ct)).Should().ContainSingle(pair => pair.First.Id == first);
    }

    [Fact]
    public async Task A_private_video_is_not_suggested_until_it_is_unlocked()
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services, changeSecond: video => video.IsPrivate = true);

        (await Pairs.ListAsync(withPrivate: false, Ct)).Should().BeEmpty();
        (await Pairs.DecideAsync(first, second, SimilarDecision.Linked, withPrivate: false, Ct)).Should().BeFalse();
        (await Pairs.ListAsync(withPrivate: true, Ct)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_pair_that_was_decided_is_not_suggested_again()
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services);
        await Pairs.DecideAsync(first, second, SimilarDecision.Separate, withPrivate: false, Ct);

        await Pairs.SuggestAsync(second, first, Ct);

        (await SimilarVault.StateAsync(Services)).Should().Be(SimilarVideosState.Separate);
    }

    [Fact]
    public async Task A_private_video_that_waits_is_not_counted_until_it_is_unlocked()
    {
        var (first, second) = await SimilarVault.AddPairAsync(Services, changeSecond: video => video.IsPrivate = true);
        await Get<BackgroundQueue>().EnqueueAsync(SimilarVideosHandler.KindName, first, Ct);
        await Get<BackgroundQueue>().EnqueueAsync(SimilarVideosHandler.KindName, second, Ct);

        (await Pairs.CountWaitingAsync(withPrivate: false, Ct)).Should().Be(1);
        (await Pairs.CountWaitingAsync(withPrivate: true, Ct)).Should().Be(2);
    }

    private async Task<IEnumerable<VideoId>> OtherVersionsAsync(VideoId video) =>
        (await Pairs.OtherVersionsAsync(video, withPrivate: false, Ct)).Select(other => other.Id);

    private async Task<bool> IsTrashedAsync(VideoId id) =>
        (await Get<VideoLibrary>().FindAsync(id, Ct))!.TrashedAt is not null;
}
