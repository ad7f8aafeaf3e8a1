using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class EncodingJobConfiguration : IEntityTypeConfiguration<EncodingJob>
{
    public void Configure(EntityTypeBuilder<EncodingJob> builder)
    {
        builder.ToTable("encoding_jobs");
        builder.HasKey(job => job.Id);
        builder.HasIndex(job => job.Status);
        builder.HasOne<Video>().WithMany().HasForeignKey(job => job.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
