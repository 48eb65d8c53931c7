import com.amazonaws.services.dynamodbv2.AcquireLockOptions;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBLockClient;
import com.amazonaws.services.dynamodbv2.AmazonDynamoDBLockClientOptions;
import com.amazonaws.services.dynamodbv2.GetLockOptions;
import com.amazonaws.services.dynamodbv2.LockItem;
import com.amazonaws.services.dynamodbv2.ReleaseLockOptions;
import com.amazonaws.services.dynamodbv2.model.LockCurrentlyUnavailableException;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Has AWS's lock client do all that it does, on tables that are there, as run.mjs does it for packages of Node. */
public class LockClient {
  public static void main(String[] args) {
    for (JsonNode job : JsonNode.parser().parse(args[0]).asArray()) {
      String name = job.field("name").get().asString();
      String table = job.field("tables").get().asArray().get(0).asString();
      try {
        exercise(table, job.field("script").get().asString().endsWith("-sort-key") ? "name" : null);
        System.out.printf("{\"name\":\"%s\",\"version\":\"%s\"}%n", name, version());
      } catch (Throwable error) {
        String message = error.toString().replaceAll("[\"\\\\\n]", " ");
        System.out.printf("{\"name\":\"%s\",\"error\":\"%s\"}%n", name, message);
      }
    }
    System.exit(0);
  }

  private static void exercise(String table, String sortKeyName) throws Exception {
    DynamoDbClient dynamodb = DynamoDbClient.create();
    // The second's leases are short, so that they can be taken from it.
    AmazonDynamoDBLockClient ana = client(dynamodb, table, sortKeyName, "ana", 10_000);
    AmazonDynamoDBLockClient bo = client(dynamodb, table, sortKeyName, "bo", 300);
    Optional<String> sortKey = Optional.ofNullable(sortKeyName).map(name -> "a");
    check(ana.lockTableExists(), "the table is there");

    // Taken, refused to another, kept by a heartbeat, and released.
    LockItem lock = ana.acquireLock(options("job", sortKey).withData(bytes("state")).withDeleteLockOnRelease(true).build());
    check(isRefused(bo, options("job", sortKey).withShouldSkipBlockingWait(true).build()), "it is refused to bo");
    ana.sendHeartbeat(lock);
    check(ana.getLockFromDynamoDB(read("job", sortKey)).get().getOwnerName().equals("ana"), "it is ana's");
    check(ana.getAllLocksFromDynamoDB(false).count() == 1, "it is the only one");
    check(ana.getLocksByPartitionKey("job", false).count() == 1, "it is found by its key");
    check(ana.releaseLock(lock), "it is released");

    // Stolen, once the lease of its owner is over.
    LockItem lost = bo.acquireLock(options("lease", sortKey).withData(bytes("state")).build());
    LockItem stolen = ana.acquireLock(options("lease", sortKey).withUpdateExistingLockRecord(true).build());
    check(!lost.getRecordVersionNumber().equals(stolen.getRecordVersionNumber()), "it has another owner");
    check(!bo.releaseLock(lost), "the first owner has nothing to release");
    // It stays, and says that it is free.
    ReleaseLockOptions kept = ReleaseLockOptions.builder(stolen).withDeleteLock(false).withData(bytes("done")).build();
    check(ana.releaseLock(kept), "it is released");
    ana.close();
    bo.close();
  }

  private static AmazonDynamoDBLockClient client(
      DynamoDbClient dynamodb, String table, String sortKeyName, String owner, long leaseMs) {
    AmazonDynamoDBLockClientOptions.AmazonDynamoDBLockClientOptionsBuilder options =
        AmazonDynamoDBLockClientOptions.builder(dynamodb, table)
            .withOwnerName(owner)
            .withTimeUnit(TimeUnit.MILLISECONDS)
            .withLeaseDuration(leaseMs)
            .withHeartbeatPeriod(leaseMs / 3)
            .withCreateHeartbeatBackgroundThread(false);
    return new AmazonDynamoDBLockClient(
        (sortKeyName == null ? options : options.withSortKeyName(sortKeyName)).build());
  }

  private static AcquireLockOptions.AcquireLockOptionsBuilder options(String key, Optional<String> sortKey) {
    AcquireLockOptions.AcquireLockOptionsBuilder options =
        AcquireLockOptions.builder(key)
            .withTimeUnit(TimeUnit.MILLISECONDS)
            .withRefreshPeriod(50L)
            .withAdditionalTimeToWaitForLock(2000L);
    sortKey.ifPresent(options::withSortKey);
    return options;
  }

  private static boolean isRefused(AmazonDynamoDBLockClient client, AcquireLockOptions options) throws Exception {
    try {
      client.acquireLock(options);
      return false;
    } catch (LockCurrentlyUnavailableException expected) {
      return true;
    }
  }

  private static GetLockOptions read(String key, Optional<String> sortKey) {
    GetLockOptions.GetLockOptionsBuilder options = GetLockOptions.builder(key);
    sortKey.ifPresent(options::withSortKey);
    return options.build();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void check(boolean holds, String what) {
    if (!holds) throw new AssertionError("not so: " + what);
  }

  /** Of the jar's name: nothing in it says the version. */
  private static String version() {
    String jar = new File(LockItem.class.getProtectionDomain().getCodeSource().getLocation().getPath()).getName();
    return jar.replaceAll("^.*-([0-9.]+)\\.jar$", "$1");
  }
}
