using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Entities;
using StreamVault.Core.Persistence;
using StreamVault.Core.Uploads;
using StreamVault.Tests.Encoding;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Uploads;

/// <summary>A power cut kept the row of an accepted video but lost the rename of its file.</summary>
public sealed class IntakeRecoveryTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly byte[] _film = RandomNumberGenerator.GetBytes(10_000);
    private EncodingVault _vault = null!;

    public async Task InitializeAsync() => _vault = await EncodingVault.OpenAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Theory]
    [InlineData(VideoStatus.Pending)]
    [InlineData(VideoStatus.Encoding)]
    [InlineData(VideoStatus.Failed)]
    public async Task Finds_the_file_of_a_resumable_upload_by_its_id(VideoStatus status)
    {
        var id = await AcceptedAsync(status);
        await PutAsync(_vault.Storage.PartialUploadPath(id.Value), _film);

        await RecoverAsync();

        await ShouldHaveItsFileAsync(id);
        Directory.GetFiles(_vault.Storage.UploadsFolder, "*.part").Should().BeEmpty();
    }

    [Fact]
    public async Task Finds_the_file_of_a_form_upload_by_its_size_and_hash()
    {
        var id = await AcceptedAsync();
        var other = await PutAsync(
            _vault.Storage.PartialUploadPath(Guid.NewGuid()),
            RandomNumberGenerator.GetBytes(_film.Length)
        );
        await PutAsync(_vault.Storage.PartialUploadPath(Guid.NewGuid()), _film);

        await RecoverAsync();

        await ShouldHaveItsFileAsync(id);
        Directory.GetFiles(_vault.Storage.UploadsFolder, "*.part").Should().Equal(other);
    }

    [Fact]
    public async Task Finds_a_file_from_the_watched_folder()
    {
        var id = await AcceptedAsync();
        await PutAsync(_vault.Storage.ImportPath(id), _film);

        await RecoverAsync();

        await ShouldHaveItsFileAsync(id);
        File.Exists(_vault.Storage.ImportPath(id)).Should().BeFalse();
    }

    [Fact]
    public async Task Skips_a_file_whose_hash_does_not_match_the_row()
    {
        var id = await AcceptedAsync();
        var damaged = _film.ToArray();
        damaged[5000] ^= 1;
        var part = await PutAsync(_vault.Storage.PartialUploadPath(id.Value), damaged);

        await RecoverAsync();

        File.Exists(_vault.Storage.SourcePath(id)).Should().BeFalse();
        File.Exists(part).Should().BeTrue();
        _vault.Logs.Lines.Should().Contain(line => line.Message.Contains($"The file of video {id} is missing"));
    }

    [Fact]
    public async Task Copies_the_file_of_an_unfinished_upload_with_the_same_bytes()
    {
        var id = await AcceptedAsync();
        var upload = await WaitingUploadAsync();
        var part = await PutAsync(_vault.Storage.PartialUploadPath(upload), _film);

        await RecoverAsync();

        await ShouldHaveItsFileAsync(id);
        (await File.ReadAllBytesAsync(part)).Should().Equal(_film);
    }

    [Fact]
    public async Task Needs_no_file_for_a_video_that_is_ready()
    {
        var id = await AcceptedAsync(VideoStatus.Ready);
        var part = await PutAsync(_vault.Storage.PartialUploadPath(id.Value), _film);

        await RecoverAsync();

        File.Exists(part).Should().BeTrue();
    }

    private Task RecoverAsync() =>
        new IntakeRecovery(
            _vault.Storage,
            _vault.Get<IDbContextFactory<StreamVaultDbContext>>(),
            _vault.Get<Microsoft.Extensions.Logging.ILogger<IntakeRecovery>>()
        ).RunAsync(CancellationToken.None);

    private async Task<VideoId> AcceptedAsync(VideoStatus status = VideoStatus.Pending)
    {
        var video = new Video
        {
            Id = VideoId.New(Now),
            Title = "Beach",
            OriginalFilename = "beach.mp4",
            Status = status,
            FileSizeBytes = _film.Length,
            SourceSha256 = Convert.ToHexStringLower(SHA256.HashData(_film)),
            CreatedAt = Now,
            UpdatedAt = Now,
        };
        await using var database = await _vault.DatabaseAsync();
        database.Videos.Add(video);
        await database.SaveChangesAsync();
        return video.Id;
    }

    private async Task<Guid> WaitingUploadAsync()
    {
        var user = new VaultUser
        {
            Id = Guid.CreateVersion7(),
            UserName = "me",
            CreatedAt = Now,
        };
        var upload = new ResumableUpload
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            Filename = "beach.mp4",
            Length = _film.Length,
            CreatedAt = Now,
            ExpiresAt = Now + TimeSpan.FromDays(7),
        };
        await using var database = await _vault.DatabaseAsync();
        database.AddRange(user, upload);
        await database.SaveChangesAsync();
        return upload.Id;
    }

    private static async Task<string> PutAsync(string path, byte[] bytes)
    {
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    private async Task ShouldHaveItsFileAsync(VideoId id) =>
        (await File.ReadAllBytesAsync(_vault.Storage.SourcePath(id))).Should().Equal(_film);
}
