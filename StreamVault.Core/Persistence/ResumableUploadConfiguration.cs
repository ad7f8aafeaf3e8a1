using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class ResumableUploadConfiguration
    : IEntityTypeConfiguration<ResumableUpload>,
        IEntityTypeConfiguration<UploadRange>
{
    public void Configure(EntityTypeBuilder<ResumableUpload> builder)
    {
        builder.ToTable("uploads");
        builder.HasKey(upload => upload.Id);
        builder.Property(upload => upload.Id).ValueGeneratedNever();
        builder.Ignore(upload => upload.VideoId);
        builder.Ignore(upload => upload.Details);
        builder.HasOne<VaultUser>().WithMany().HasForeignKey(upload => upload.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Video>().WithMany().HasForeignKey(upload => upload.DuplicateOf).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<UploadRange> builder)
    {
        builder.ToTable("upload_ranges");
        builder.HasKey(range => new { range.UploadId, range.End });
        builder.Property(range => range.End).ValueGeneratedNever().HasColumnName("end_offset");
        builder
            .HasOne<ResumableUpload>()
            .WithMany()
            .HasForeignKey(range => range.UploadId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
