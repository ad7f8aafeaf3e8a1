using System.Text.Json.Nodes;
using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Media;

namespace StreamVault.Tests.Encoding.Planning;

public sealed class EncodePlanTests
{
    // A plan as earlier versions stored it. The names of some properties in code have changed since.
    private const string Stored = """
        {
          "MadeFrom": "settings",
          "Picture": { "Index": 1, "Codec": "hevc", "Width": 1920, "Height": 1080, "Turned": true },
          "Sound": { "Index": 2, "Codec": "aac", "Channels": 6 },
          "Rungs": [
            { "Name": "1080p", "Width": 1920, "Height": 1080, "VideoKilobits": 4000, "AudioKilobits": 128, "IsKept": true }
          ],
          "Chunks": {
            "Rate": { "Numerator": 25, "Denominator": 1 },
            "FramesPerSegment": 100,
            "FramesPerChunk": 600,
            "TotalFrames": 1500,
            "TailFrames": 0
          },
          "ReadsCopy": true,
          "ToneMap": false,
          "Profile": 1,
          "Threads": 4,
          "Summary": "1920×1080",
          "Warning": null,
          "NotKept": "it is interlaced",
          "OtherSounds": [{ "Index": 3, "Codec": "opus" }],
          "SourcePicture": 5,
          "SourceSounds": [6, 7]
        }
        """;

    [Fact]
    public void Reads_a_plan_stored_by_an_earlier_version()
    {
        var plan = EncodePlan.FromJson(Stored)!;

        plan.Video.Should().Be(new VideoTrack(1, "hevc", 1920, 1080) { IsRotated = true });
        plan.Audio.Should().Be(new AudioTrack(2, "aac") { Channels = 6 });
        plan.OtherAudio.Should().Equal(new AudioTrack(3, "opus"));
        plan.Rungs[0].IsStreamCopied.Should().BeTrue();
        plan.Profile.Should().Be(EncodingProfile.AverageBitrate, "it was called Seed then, and stored as its number");
        plan.StreamCopyRefusal.Should().Be("it is interlaced");
        (plan.SourceVideoIndex, plan.Chunks.TotalFrames).Should().Be((5, 1500));
        plan.SourceAudioIndexes.Should().Equal(6, 7);
    }

    [Fact]
    public void Stores_a_plan_under_the_same_names()
    {
        var stored = JsonNode.Parse(Stored)!.AsObject();
        var written = JsonNode.Parse(EncodePlan.FromJson(Stored)!.ToJson())!.AsObject();

        foreach (var (name, value) in stored)
        {
            Contains(written[name], value).Should().BeTrue("{0} is stored as before", name);
        }
    }

    // The written JSON may have more properties.
    private static bool Contains(JsonNode? written, JsonNode? stored) =>
        (written, stored) switch
        {
            (JsonObject all, JsonObject some) => some.All(one => Contains(all[one.Key], one.Value)),
            (JsonArray all, JsonArray some) => all.Count == some.Count
                && all.Zip(some).All(pair => Contains(pair.First, pair.Second)),
            _ => JsonNode.DeepEquals(written, stored),
        };
}
