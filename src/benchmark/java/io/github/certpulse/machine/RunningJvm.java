package io.github.certpulse.machine;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// The JVM of a process on this machine, seen from outside. Connecting takes memory there.
public final class RunningJvm implements AutoCloseable {
    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final MemoryMXBean memory;

    private RunningJvm(JMXConnector connector) throws IOException {
        this.connector = connector;
        var connection = connector.getMBeanServerConnection();
        this.threads = ManagementFactory
                .newPlatformMXBeanProxy(connection, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        this.memory = ManagementFactory
                .newPlatformMXBeanProxy(connection, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
    }

    /// The other side is a process that was started here.
    @SuppressWarnings("BanJNDI")
    public static RunningJvm of(long pid) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            var url = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            return new RunningJvm(JMXConnectorFactory.connect(url));
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Bytes that all threads have allocated in the heap since the start.
    public long allocatedBytes() {
        return threads.getTotalThreadAllocatedBytes();
    }

    /// Threads of the system.
    public int threads() {
        return threads.getThreadCount();
    }

    /// What the heap holds after a full collection, in bytes.
    public long liveHeapBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
