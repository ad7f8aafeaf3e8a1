using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Packaging;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Packaging;

[Trait(Tier.Name, Tier.Media)]
public sealed class PublishTests
{
    private const string Mark = "mark.txt";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_before_anything_was_replaced_leaves_the_current_result(bool hasLeftover)
    {
        await using var vault = await EncodingVault.OpenAsync(("Originals:Policy", "Keep"));
        var (lease, encoded) = await ClaimAsync(vault, hasLeftover);
        // Publishing fails because the size of the original can't be read.
        File.Delete(vault.Storage.SourcePath(lease.Video));

        await vault
            .Get<PublishStage>()
            .Invoking(publish => publish.RunAsync(lease, encoded))
            .Should()
            .ThrowAsync<FileNotFoundException>();

        CurrentResult(vault, lease).Should().Be("current");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_after_the_current_result_was_replaced_brings_it_back(bool hasLeftover)
    {
        await using var vault = await EncodingVault.OpenAsync(("Originals:Policy", "Keep"));
        var (lease, encoded) = await ClaimAsync(vault, hasLeftover);
        // The new result can't be moved into place, after the current one was moved out of it.
        Directory.Delete(encoded.Folder, recursive: true);
        await File.WriteAllTextAsync(encoded.Folder, "a file where a folder belongs");

        await vault
            .Get<PublishStage>()
            .Invoking(publish => publish.RunAsync(lease, encoded))
            .Should()
            .ThrowAsync<IOException>();

        CurrentResult(vault, lease).Should().Be("current");
    }

    // A video with a current result and, if requested, an older one set aside.
    private static async Task<(JobLease Lease, EncodedVideo Encoded)> ClaimAsync(EncodingVault vault, bool hasLeftover)
    {
        var id = await vault.AcceptAsync(await Clips.SmallAsync());
        var lease = (await vault.Queue.ClaimAsync(CancellationToken.None))!;
        var place = vault.Storage.VideoFolder(id);
        if (hasLeftover)
        {
            MakeResult(place, "older");
            var newer = Path.Combine(vault.Storage.WorkFolder(id), "newer");
            MakeResult(newer, "current");
            vault.Storage.Publish(newer, id);
        }
        else
        {
            MakeResult(place, "current");
        }

        var folder = Path.Combine(vault.Storage.WorkFolder(id), "result");
        MakeResult(folder, "new");
        return (lease, new EncodedVideo(folder, TimeSpan.FromSeconds(2), ["480p"], "320×240", null));
    }

    private static void MakeResult(string folder, string mark)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Mark), mark);
    }

    private static string CurrentResult(EncodingVault vault, JobLease lease) =>
        File.ReadAllText(Path.Combine(vault.Storage.VideoFolder(lease.Video), Mark));
}
