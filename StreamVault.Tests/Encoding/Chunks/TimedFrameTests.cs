using StreamVault.Core.Encoding.Chunks;
using StreamVault.Core.Media;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Encoding.Chunks;

[Trait(Tier.Name, Tier.Media)]
public sealed class TimedFrameTests
{
    private const int Step = 3600;
    private const int Begin = 180_000;
    private static readonly FrameRate Pal = new(25, 1);

    [Fact]
    public async Task Pieces_follow_each_other_whatever_times_they_have_of_their_own()
    {
        var pictures = Read((await PieceAsync("3", offset: 0), 50), (await PieceAsync("3", offset: 777), 50));

        Shown(pictures).Order().Should().Equal(Enumerable.Range(0, 100).Select(i => (long)Begin + i * Step));
        pictures.Select(p => p.DecodedAt).Should().BeInAscendingOrder();
    }

    /// <summary>A card that failed in the middle of a job: what it made has no pictures out of order, and what x264 makes has.</summary>
    [Fact]
    public async Task No_picture_is_decoded_before_the_one_in_front_of_it_although_another_encoder_made_it()
    {
        var pictures = Read((await PieceAsync("0", offset: 0), 50), (await PieceAsync("3", offset: 0), 50));

        Shown(pictures).Order().Should().Equal(Enumerable.Range(0, 100).Select(i => (long)Begin + i * Step));
        pictures.Select(p => p.DecodedAt).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        pictures.Should().OnlyContain(p => p.DecodedAt <= p.ShownAt);
    }

    [Fact]
    public async Task Time_stamps_that_begin_anew_on_the_way_go_on()
    {
        // They end at 2^33/90,000 = 95,443.7 s.
        var pictures = Read((await PieceAsync("3", offset: 95_443), 50));

        Shown(pictures).Order().Should().Equal(Enumerable.Range(0, 50).Select(i => (long)Begin + i * Step));
    }

    [Theory]
    [InlineData(49)]
    [InlineData(51)]
    public async Task A_piece_that_holds_more_or_less_than_it_should_is_named(int frames)
    {
        var piece = await PieceAsync("3", offset: 0);

        FluentActions
            .Invoking(() => Read((piece, frames)))
            .Should()
            .Throw<InvalidDataException>()
            .WithMessage($"50 of {frames} pictures are in {Path.GetFileName(piece)}");
    }

    private static IEnumerable<long> Shown(IEnumerable<(long ShownAt, long DecodedAt)> pictures) =>
        pictures.Select(picture => picture.ShownAt);

    private static List<(long ShownAt, long DecodedAt)> Read(params (string Path, long Frames)[] pieces) =>
        [
            .. TimedFrame
                .In(pieces.Select(piece => new VideoChunkFile(piece.Path, piece.Frames)), Pal)
                .Select(picture => (picture.ShownAt, picture.DecodedAt)),
        ];

    private static Task<string> PieceAsync(string bFrames, int offset) =>
        Clips.MakeAsync(
            $"piece-{bFrames}-{offset}.ts",
            [
                .. (string[])["-f", "lavfi", "-i", "testsrc2=s=64x64:r=25:d=2", "-pix_fmt", "yuv420p"],
                .. (string[])
                    ["-c:v", "libx264", "-preset", "veryfast", "-bf", bFrames, "-output_ts_offset", $"{offset}"],
            ]
        );
}
