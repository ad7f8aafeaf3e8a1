# docker build -t streamvault . && docker run --init -p 4000:4000 -v streamvault:/data streamvault
# Or: docker compose up --build --detach
# The first visit asks for the setup code that the server prints; docker logs shows it.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# Packages first: they change rarely, and unchanged layers are not built again.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt ./
COPY StreamVault.Core/StreamVault.Core.csproj StreamVault.Core/
COPY StreamVault.Web/StreamVault.Web.csproj StreamVault.Web/frontend.targets StreamVault.Web/passwords.targets StreamVault.Web/towns.targets StreamVault.Web/
RUN dotnet restore StreamVault.Web
COPY .editorconfig appsettings.Development.json ./
COPY StreamVault.Core StreamVault.Core
COPY StreamVault.Web StreamVault.Web
RUN dotnet publish StreamVault.Web --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# bubblewrap is FFmpeg's sandbox, if the container may create namespaces; curl is for the health check.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg bubblewrap curl \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app ./
# A new volume gets the owner of this folder.
RUN install --directory --owner="$APP_UID" --group="$APP_UID" --mode=700 /data
VOLUME /data
# On all addresses; ASPNETCORE_URLS overrides it.
ENV ASPNETCORE_HTTP_PORTS=4000 \
    StreamVault__DataPath=/data
USER $APP_UID
EXPOSE 4000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:4000/health"]
ENTRYPOINT ["dotnet", "StreamVault.Web.dll"]
