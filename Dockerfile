# syntax=docker/dockerfile:1

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /build
ENV CI=true DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Packages first: this layer stays until a version changes.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/TradeStats/TradeStats.csproj src/TradeStats/packages.lock.json src/TradeStats/
RUN dotnet restore src/TradeStats --locked-mode

# .editorconfig holds the rules that the build enforces; the seeds are copied to the output by the project.
COPY .editorconfig ./
COPY seeds/ seeds/
COPY src/ src/
RUN dotnet publish src/TradeStats --no-restore --configuration Release --output /app -p:UseAppHost=false

# Neither -alpine nor -chiseled: names of areas are compared with their diacritics folded, which needs ICU, and the health
# check needs a shell. The default image has both.
FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app ./
ENV ASPNETCORE_ENVIRONMENT=Production ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID

# The image has no curl; bash opens the connection itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r status <&3 && [[ $status == 'HTTP/1.'?' 200 '* ]]"]

ENTRYPOINT ["dotnet", "TradeStats.dll"]
