using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class BackgroundTaskConfiguration : IEntityTypeConfiguration<BackgroundTask>
{
    public void Configure(EntityTypeBuilder<BackgroundTask> builder)
    {
        builder.ToTable("background_tasks");
        builder.HasKey(task => new { task.Kind, task.VideoId });
        builder.HasIndex(task => new { task.Status, task.QueuedAt });
        builder.HasOne<Video>().WithMany().HasForeignKey(task => task.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BackgroundSettingsConfiguration : IEntityTypeConfiguration<BackgroundSettings>
{
    public void Configure(EntityTypeBuilder<BackgroundSettings> builder)
    {
        builder.ToTable("background_settings");
        builder.HasKey(settings => settings.Id);
        builder.Property(settings => settings.Id).ValueGeneratedNever();
    }
}

internal sealed class BackgroundSweepConfiguration : IEntityTypeConfiguration<BackgroundSweep>
{
    public void Configure(EntityTypeBuilder<BackgroundSweep> builder)
    {
        builder.ToTable("background_sweeps");
        builder.HasKey(sweep => sweep.Kind);
    }
}
